import { existsSync } from 'node:fs';
import { withLock } from './lock.ts';
import { bedId } from './paths.ts';
import { run, succeeds } from './run.ts';

/** A network namespace with one cable to the root namespace. */
export interface Netns {
  readonly name: string;
  /** Root side of the cable; also the namespace's way out. */
  readonly gateway: string;
  readonly address: string;
}

/** Third byte of 10.90.N.0/24: the first that no interface of this machine holds. */
export async function freeSubnet(): Promise<number> {
  const used = new Set<number>();
  // Not by Node: it leaves out a cable that a test has just pulled.
  for (const [, n] of (await run('ip', ['-4', '-o', 'addr'])).matchAll(/inet 10\.90\.(\d+)\./g)) {
    used.add(Number(n));
  }
  for (let n = 1; n < 255; n += 1) if (!used.has(n)) return n;
  throw new Error('the bed: every network from 10.90.1.0 to 10.90.254.0 is taken');
}

/**
 * Makes the namespace of one engine. Two dockerds in one namespace destroy each other's iptables
 * rules, hence one each; the root namespace's rules stay as they are.
 */
export function addNetns(engine: string): Promise<Netns> {
  return withLock('network', async () => {
    const n = await freeSubnet();
    const name = `longshore-${bedId()}-${engine}`;
    const gateway = `10.90.${n}.1`;
    const address = `10.90.${n}.2`;
    const cable = cableOf({ name, gateway, address });
    await run('ip', ['netns', 'add', name]);
    try {
      await run('ip', [
        'link',
        'add',
        cable,
        'type',
        'veth',
        'peer',
        'name',
        'eth0',
        'netns',
        name,
      ]);
      await run('ip', ['addr', 'add', `${gateway}/24`, 'dev', cable]);
      await run('ip', ['link', 'set', cable, 'up']);
      await run('ip', ['-n', name, 'addr', 'add', `${address}/24`, 'dev', 'eth0']);
      await run('ip', ['-n', name, 'link', 'set', 'eth0', 'up']);
      await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
      await run('ip', ['-n', name, 'route', 'add', 'default', 'via', gateway]);
    } catch (error) {
      await run('ip', ['netns', 'del', name]);
      throw error;
    }
    return { name, gateway, address };
  });
}

export function netnsExists(name: string): boolean {
  return existsSync(`/run/netns/${name}`);
}

/** The root side's interface. At most 15 characters. */
function cableOf({ gateway }: Netns): string {
  return `ls${bedId()}-${gateway.split('.')[2] ?? ''}`;
}

/** Takes the cable out at the far end: nothing is refused, nothing arrives. */
export async function cutCable({ name }: Netns): Promise<void> {
  await run('ip', ['-n', name, 'link', 'set', 'eth0', 'down']);
}

export async function healCable({ name, gateway }: Netns): Promise<void> {
  await run('ip', ['-n', name, 'link', 'set', 'eth0', 'up']);
  await run('ip', ['-n', name, 'route', 'replace', 'default', 'via', gateway]);
}

/** Removes the namespace; the cable goes with it once its last process has ended. */
export async function removeNetns(netns: Netns): Promise<void> {
  if (netnsExists(netns.name)) await run('ip', ['netns', 'del', netns.name]);
  await succeeds('ip', ['link', 'del', cableOf(netns)]);
}
