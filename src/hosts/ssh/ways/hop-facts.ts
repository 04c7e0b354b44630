import { access } from 'node:fs/promises';
import { readRegular } from '../../read-regular.ts';
import type { SshOptions } from '../config/ssh-options.ts';
import { isCertificateType, isHardwareType, plainKeyOf } from '../known-hosts/certificate.ts';
import { keyTypeOf } from '../known-hosts/host-key.ts';
import { listAgentBlobs } from './agent-blobs.ts';
import type { HopFacts } from './choose-transport.ts';

/** The largest RSA key is a tenth of it. */
const keyBytesMax = 256 * 1024;

export interface HopAbout {
  /** A key file that goes with the address, not with the configuration. */
  readonly identityFile: string | undefined;
  readonly authority: boolean;
}

/** What `chooseTransport` must know. Reads files and asks the agent; nobody else hears of it. */
export async function hopFacts(hop: SshOptions, about: HopAbout): Promise<HopFacts> {
  const own = about.identityFile === undefined ? [] : [about.identityFile];
  const wanted = [
    ...own.map((path) => ({ path, chosen: true })),
    ...hop.identityFiles.map((path) => ({ path, chosen: hop.identityFilesChosen })),
  ];
  const looked = await Promise.all(
    wanted.map(async ({ path, chosen }) => ({ chosen, ...(await lookAt(path)) })),
  );
  const there = looked.filter(({ kind }) => kind !== 'absent');
  return {
    proxyCommand: hop.proxyCommand,
    authority: about.authority,
    certificates: hop.certificateFiles.length > 0 || there.some((file) => file.certificate),
    keyFiles: there.map(({ chosen, kind }) => ({ chosen, hardware: kind === 'hardware' })),
    agentTypes:
      hop.identityAgent === null || hop.identitiesOnly ? [] : await agentTypes(hop.identityAgent),
    byKey: hop.preferredAuthentications.includes('publickey'),
  };
}

async function lookAt(path: string) {
  const read = await readRegular(path, keyBytesMax);
  const halves = await readRegular(`${path}.pub`, keyBytesMax);
  const isThere = read.outcome !== 'absent' || halves.outcome !== 'absent';
  const kind = isThere ? kindOf(textOf(read), textOf(halves)) : 'absent';
  return { kind, certificate: await access(`${path}-cert.pub`).then(yes, no) } as const;
}

const yes = () => true;
const no = () => false;

const textOf = (read: Awaited<ReturnType<typeof readRegular>>) =>
  read.outcome === 'read' ? read.content.toString('latin1') : '';

/** A file for a hardware key says so where its public half stands: unlocked, at its beginning. */
function kindOf(privateText: string, publicText: string): 'hardware' | 'plain' {
  if (isHardwareType(publicText.trimStart())) return 'hardware';
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\sA-Za-z0-9+/]+)/.exec(privateText)?.[1] ?? '';
  const head = Buffer.from(body.slice(0, 600), 'base64').toString('latin1');
  return /\0sk-[a-z0-9-]+@openssh\.com/.test(head) ? 'hardware' : 'plain';
}

async function agentTypes(path: string): Promise<string[]> {
  const blobs = await listAgentBlobs(path);
  const certified = blobs
    .filter((blob) => isCertificateType(keyTypeOf(blob) ?? ''))
    .map(plainKeyOf);
  // ssh-add gives the agent a key twice, plain and with its certificate.
  return blobs
    .filter((blob) => !certified.some((plain) => plain?.equals(blob)))
    .flatMap((blob) => keyTypeOf(blob) ?? []);
}
