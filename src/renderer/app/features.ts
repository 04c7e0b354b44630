/** The features of this build. One line each; their order here has no meaning. */
import { hostsFeature } from '../features/hosts/feature.ts';
import { imagesFeature } from '../features/images/feature.ts';
import { jobsFeature } from '../features/jobs/feature.ts';
import { journalFeature } from '../features/journal/feature.ts';
import { runFeature } from '../features/run/feature.ts';
import { settingsFeature } from '../features/settings/feature.ts';
import { composeFeatures } from '../shared/lib/feature.ts';
import { appCommands } from './app-commands.ts';

export const features = composeFeatures([
  { name: 'app', commands: appCommands },
  hostsFeature,
  imagesFeature,
  jobsFeature,
  journalFeature,
  runFeature,
  settingsFeature,
]);
