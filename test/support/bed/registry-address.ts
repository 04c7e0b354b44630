import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { freeSubnet } from './network.ts';
import { bedFolder } from './paths.ts';
import { run, succeeds } from './run.ts';

/**
 * The bed's registries. `plain`: no login, also the engines' mirror of the Hub. `auth`: login
 * needed. `tls`: HTTPS by an authority that no engine knows. `slow`: a port kept free for a test
 * that puts a slow proxy in front of `plain`.
 */
export const registryPorts = { plain: 5000, auth: 5001, tls: 5002, slow: 5003 } as const;

export type RegistryName = keyof typeof registryPorts;

const stateFile = () => join(bedFolder(), 'registry-ip');

/** An address on the loopback interface: engines reach it by their own way out. */
export async function registryIp(): Promise<string> {
  const known = async () => (await readFile(stateFile(), 'utf8').catch(() => '')).trim();
  let ip = await known();
  if (ip !== '' && (await holds(ip))) return ip;
  await withLock('network', async () => {
    ip = await known();
    if (ip !== '' && (await holds(ip))) return;
    if (ip === '') ip = `10.90.${await freeSubnet()}.1`;
    await run('ip', ['addr', 'add', `${ip}/32`, 'dev', 'lo']);
    await mkdir(bedFolder(), { recursive: true });
    await writeFile(stateFile(), ip);
  });
  return ip;
}

async function holds(ip: string): Promise<boolean> {
  return (await run('ip', ['-4', '-o', 'addr', 'show', 'dev', 'lo'])).includes(` ${ip}/32 `);
}

/** Takes the address off the loopback interface again. */
export async function removeRegistryIp(): Promise<void> {
  const ip = (await readFile(stateFile(), 'utf8').catch(() => '')).trim();
  if (ip !== '') await succeeds('ip', ['addr', 'del', `${ip}/32`, 'dev', 'lo']);
}

/** `address:port`, as it stands in an image reference. */
export async function registryAddress(name: RegistryName): Promise<string> {
  return `${await registryIp()}:${registryPorts[name]}`;
}

/** Those that engines may talk to without TLS. */
export async function insecureRegistries(): Promise<string[]> {
  return Promise.all((['plain', 'auth', 'slow'] as const).map(registryAddress));
}
