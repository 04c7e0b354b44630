import { rm } from 'node:fs/promises';
import { removeHosts } from '../hosts/hosts.ts';
import { type EngineName, engineNames, isEngineName } from './engine-kinds.ts';
import { findEngine, knownEngines, removeEngine, startEngine } from './engines.ts';
import { bedFolder } from './paths.ts';
import { removeRegistries, startRegistries } from './registries.ts';
import { registryAddress } from './registry-address.ts';

const usage = `npm run bed -- up [${engineNames.join('|')} …]   start them (all without a name)
npm run bed -- status | env   what runs, and its DOCKER_HOST
npm run bed -- down [name …]  stop and remove every trace`;

async function printRegistries(): Promise<void> {
  for (const name of ['plain', 'auth', 'tls'] as const) {
    console.log(`registry ${name}\t${await registryAddress(name)}`);
  }
}

async function up(names: readonly EngineName[]): Promise<number> {
  await startRegistries();
  const started = await Promise.allSettled(names.map((name) => startEngine(name)));
  let failed = 0;
  for (const [index, outcome] of started.entries()) {
    if (outcome.status === 'fulfilled') {
      console.log(`${outcome.value.name}\tDOCKER_HOST=${outcome.value.dockerHost}`);
    } else {
      failed += 1;
      console.error(`${names[index] ?? ''}: ${String(outcome.reason)}`);
    }
  }
  await printRegistries();
  return failed === 0 ? 0 : 1;
}

async function status(): Promise<number> {
  for (const name of await knownEngines()) {
    const engine = await findEngine(name);
    console.log(
      engine === undefined ? `${name}\tstopped` : `${name}\tDOCKER_HOST=${engine.dockerHost}`,
    );
  }
  await printRegistries();
  return 0;
}

async function down(names: readonly string[]): Promise<number> {
  const chosen = names.length > 0 ? names : await knownEngines();
  if (names.length === 0) await removeHosts();
  await Promise.all(chosen.map((name) => removeEngine(name)));
  if (names.length === 0) {
    await removeRegistries();
    await rm(bedFolder(), { recursive: true, force: true });
  }
  return 0;
}

/** Runs `npm run bed`; gives the exit code. */
export async function bedCommand([verb, ...names]: readonly string[]): Promise<number> {
  if (verb === 'up' && names.every(isEngineName)) {
    return up(names.length > 0 ? names.filter(isEngineName) : engineNames);
  }
  if (verb === 'status' || verb === 'env') return status();
  if (verb === 'down') return down(names);
  console.error(usage);
  return 2;
}
