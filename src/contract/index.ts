/** The whole contract: the allow-list of what a window may ask of the backend. */
import { app } from './app.ts';
import { changes } from './changes.ts';
import { containers } from './containers.ts';
import { contexts } from './contexts.ts';
import { forwards } from './forwards.ts';
import { hosts } from './hosts.ts';
import { images } from './images.ts';
import { jobs } from './jobs.ts';
import { journal } from './journal.ts';
import { layers } from './layers.ts';
import { networks } from './networks.ts';
import { prompts } from './prompts.ts';
import { registries } from './registries.ts';
import { settings } from './settings.ts';
import { terminals } from './terminals.ts';
import { volumes } from './volumes.ts';

export const contract = {
  app,
  hosts,
  prompts,
  contexts,
  forwards,
  changes,
  containers,
  images,
  layers,
  networks,
  volumes,
  registries,
  jobs,
  terminals,
  settings,
  journal,
} as const;
export type LongshoreContract = typeof contract;

/** Changes with every change of the contract that an older window could not follow. */
export const contractVersion = '1';
