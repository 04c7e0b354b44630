/**
 * Faults to plant, one small file each, and the wall that must stop it. `file` is where it would
 * stand in the project; `seenBy` names the means and what its report must say about that file.
 */
export interface Plant {
  readonly file: string;
  readonly text: string;
  readonly seenBy: { readonly tool: 'depcruise' | 'tsc' | 'biome'; readonly says: string };
}

const bad = (file: string, text: string) => ({
  depcruise: (says: string): Plant => ({ file, text, seenBy: { tool: 'depcruise', says } }),
  tsc: (says: string): Plant => ({ file, text, seenBy: { tool: 'tsc', says } }),
  biome: (says: string): Plant => ({ file, text, seenBy: { tool: 'biome', says } }),
});

/** Files that the plants reach for; without a fault of their own. */
export const soil: Readonly<Record<string, string>> = {
  'src/contract/ids.ts': 'export type Id = string;\n',
  'src/wire/serve.ts':
    "import type { Id } from '../contract/ids.ts';\n\nexport const served: Id = '';\n",
  'src/engine/docker/client.ts':
    "import { request } from 'node:http';\n\nexport type Client = typeof request;\nexport const client: Client = request;\n",
  'src/hosts/local/find.ts':
    "import type { Client } from '../../engine/docker/client.ts';\n\nexport type Found = Client;\nexport const found = 1;\n",
  'src/hosts/ssh/session.ts': 'export const session = 1;\n',
  'src/backend/create-backend.ts': "export { client } from '../engine/docker/client.ts';\n",
  'src/main/backend-entry.ts': "export { client } from '../backend/create-backend.ts';\n",
  'src/main/window.ts': "export { BrowserWindow } from 'electron';\n",
  'src/preload/index.ts': "export { contextBridge } from 'electron';\n",
  'src/server/index.ts': "export { client } from '../backend/create-backend.ts';\n",
  'src/renderer/app/frame.ts': "export { row } from '../features/images/row.ts';\n",
  'src/renderer/features/images/row.ts':
    "export { label as row } from '../../shared/ui/label.ts';\n",
  'src/renderer/shared/ui/label.ts': 'export const label = document.title;\n',
};

const take = (name: string, from: string) => `export { ${name} } from '${from}';\n`;
const client = (up: string) => take('client', `${up}engine/docker/client.ts`);
const server = (up: string) => take('client', `${up}server/index.ts`);

export const plants: readonly Plant[] = [
  // Direction: who may import whom.
  bad('src/contract/p1.ts', take('served', '../wire/serve.ts')).depcruise('layer-contract'),
  bad('src/wire/p1.ts', client('../')).depcruise('layer-wire'),
  bad('src/engine/p1.ts', take('found', '../hosts/local/find.ts')).depcruise('layer-engine'),
  bad('src/hosts/p1.ts', take('client', '../backend/create-backend.ts')).depcruise('layer-hosts'),
  bad('src/hosts/p2.ts', client('../')).depcruise('hosts-names-engine-types'),
  bad('src/backend/p1.ts', server('../')).depcruise('layer-backend'),
  bad('src/main/p1.ts', take('client', '../backend/create-backend.ts')).depcruise('layer-main'),
  bad('src/main/p2.ts', client('../')).depcruise('layer-main'),
  bad('src/preload/p1.ts', take('client', '../backend/create-backend.ts')).depcruise(
    'layer-preload',
  ),
  bad('src/server/p1.ts', client('../')).depcruise('layer-server'),
  bad('src/renderer/app/p1.ts', take('client', '../../backend/create-backend.ts')).depcruise(
    'layer-renderer',
  ),
  bad('src/renderer/app/p2.ts', server('../../')).depcruise('layer-renderer'),

  // Packages and Node.
  bad('src/contract/p2.ts', take('WebSocket', 'ws')).depcruise('packages-contract'),
  bad('src/contract/p3.ts', take('readFile', 'node:fs/promises')).depcruise('no-node'),
  bad('src/wire/p2.ts', take('connect', 'node:net')).depcruise('no-node'),
  bad('src/wire/p3.ts', take('app', 'electron')).depcruise('electron-in-the-shell'),
  bad('src/engine/p2.ts', "import Docker from 'dockerode';\n\nexport { Docker };\n").depcruise(
    'no-dockerode',
  ),
  bad('src/engine/containers/p1.ts', take('request', 'node:http')).depcruise('one-engine-door'),
  bad('src/engine/p3.ts', take('app', 'electron')).depcruise('electron-in-the-shell'),
  bad('src/hosts/p3.ts', take('Client', 'ssh2')).depcruise('ssh2-in-one-place'),
  bad('src/hosts/ssh/p1.ts', "export const load = () => import('@lydell/node-pty');\n").depcruise(
    'pty-in-one-place',
  ),
  bad('src/backend/p2.ts', take('utilityProcess', 'electron')).depcruise('electron-in-the-shell'),
  bad('src/backend/p3.ts', take('WebSocketServer', 'ws')).depcruise('packages-backend'),
  bad('src/main/p3.ts', take('useState', 'react')).depcruise('packages-main'),
  bad('src/preload/p2.ts', take('readFileSync', 'node:fs')).depcruise('no-node'),
  bad('src/server/p2.ts', take('app', 'electron')).depcruise('electron-in-the-shell'),
  bad('src/renderer/app/p3.ts', take('readFileSync', 'node:fs')).depcruise('no-node'),
  bad('src/renderer/app/p4.ts', take('ipcRenderer', 'electron')).depcruise('electron-in-the-shell'),

  // The map itself.
  bad('src/helpers/p1.ts', 'export const stray = 1;\n').depcruise('known-folders-alone'),
  bad('src/helpers/p2.ts', client('../')).depcruise('known-folders'),
  bad('src/renderer/hooks/p1.ts', take('label', '../shared/ui/label.ts')).depcruise(
    'known-renderer-folders',
  ),
  bad('src/renderer/features/volumes/p1.ts', take('row', '../images/row.ts')).depcruise(
    'features-apart',
  ),
  bad('src/renderer/features/images/p1.ts', take('row', '../../app/frame.ts')).depcruise(
    'features-below-app',
  ),
  bad('src/renderer/shared/ui/p1.ts', take('row', '../../features/images/row.ts')).depcruise(
    'shared-below',
  ),
  bad(
    'src/engine/p4.ts',
    "import { a } from './p4.ts';\n\nexport const b = () => a;\nexport const a = b;\n",
  ).depcruise('no-cycles'),
  bad('src/engine/p6.ts', take('gone', './gone.ts')).depcruise('resolvable'),

  // The compiler: globals of another runtime.
  bad('src/contract/p4.ts', 'export const p = process;\n').tsc("'process'"),
  bad('src/contract/p5.ts', 'export const p = document;\n').tsc("'document'"),
  bad('src/wire/p4.ts', 'export const p = Buffer;\n').tsc("'Buffer'"),
  bad('src/wire/p5.ts', 'export const p = window;\n').tsc("'window'"),
  bad('src/engine/p7.ts', 'export const p = document;\n').tsc("'document'"),
  bad('src/hosts/p4.ts', 'export const p = document;\n').tsc("'document'"),
  bad('src/backend/p4.ts', 'export const p = window;\n').tsc("'window'"),
  bad('src/main/p4.ts', 'export const p = document;\n').tsc("'document'"),
  bad('src/server/p3.ts', 'export const p = document;\n').tsc("'document'"),
  bad('src/preload/p3.ts', 'export enum Mode {\n  On,\n}\n').tsc('erasableSyntaxOnly'),
  bad('src/renderer/app/p5.ts', 'export const p = process;\n').tsc("'process'"),
  bad('src/renderer/app/p6.ts', 'export const p = Buffer;\n').tsc("'Buffer'"),

  // The linter.
  bad('src/main/p5.ts', take('ipcMain', 'electron')).biome('noRestrictedImports'),
  bad('src/engine/p8.ts', "import Docker from 'dockerode';\n\nexport { Docker };\n").biome(
    'noRestrictedImports',
  ),
  bad('src/backend/p5.ts', 'export default 1;\n').biome('noDefaultExport'),
  bad(
    'src/hosts/p5.ts',
    "import { stdin } from 'node:process';\n\nstdin.on('data', () => undefined);\n",
  ).biome('plugin'),
  bad('src/engine/p9.ts', 'export async function ask(): Promise<void> {}\n\nask();\n').biome(
    'noFloatingPromises',
  ),
  bad('src/wire/p6.ts', 'export const p = (value: any): unknown => value;\n').biome(
    'noExplicitAny',
  ),
  bad('src/contract/p6.ts', take('served', '../wire/serve')).biome('useImportExtensions'),
  bad('src/server/p4.ts', "console.log('served');\n").biome('noConsole'),
  bad(
    'src/renderer/app/p7.tsx',
    'export const P = ({ html }: { html: string }) => (\n  <p dangerouslySetInnerHTML={{ __html: html }} />\n);\n',
  ).biome('noDangerouslySetInnerHtml'),
];
