/** The features of this build. One line each; their order here has no meaning. */
import { containersFeature } from '../features/containers/feature.ts';
import { contextsFeature } from '../features/contexts/feature.ts';
import { hostsFeature } from '../features/hosts/feature.ts';
import { imagesFeature } from '../features/images/feature.ts';
import { jobsFeature } from '../features/jobs/feature.ts';
import { journalFeature } from '../features/journal/feature.ts';
import { layersFeature } from '../features/layers/feature.ts';
import { logsFeature } from '../features/logs/feature.ts';
import { noticesFeature } from '../features/notices/feature.ts';
import { registriesFeature } from '../features/registries/feature.ts';
import { runFeature } from '../features/run/feature.ts';
import { settingsFeature } from '../features/settings/feature.ts';
import { terminalsFeature } from '../features/terminals/feature.ts';
import { composeFeatures } from '../shared/lib/feature.ts';
import { appCommands } from './app-commands.ts';

export const features = composeFeatures([
  { name: 'app', commands: appCommands },
  containersFeature,
  contextsFeature,
  hostsFeature,
  imagesFeature,
  jobsFeature,
  journalFeature,
  layersFeature,
  logsFeature,
  noticesFeature,
  registriesFeature,
  runFeature,
  settingsFeature,
  terminalsFeature,
]);
