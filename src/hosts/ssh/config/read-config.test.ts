import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aliases } from './aliases.ts';
import { readSshConfig } from './read-config.ts';
import { resolveHost } from './resolve-host.ts';
import { thisPerson } from './tokens.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'longshore-ssh-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(path: string, text: string, mode = 0o600): Promise<string> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}

const person = () => ({ ...thisPerson({}), home: join(root, 'home') });
const read = (env: Record<string, string> = {}) =>
  readSshConfig({ person: { ...person(), env }, systemFolder: join(root, 'etc') });
const names = async () => aliases(await read()).map(({ name }) => name);

describe('readSshConfig', () => {
  it('is empty where there are no files', async () => {
    expect((await read()).files).toEqual([]);
    expect(resolveHost(await read(), 'pi').hostName).toBe('pi');
  });

  it("lets the person's file win over the system's", async () => {
    await put('home/.ssh/config', 'Host pi\n User ann\n');
    await put('etc/ssh_config', 'Host *\n User root\n Port 2222\n');
    expect(resolveHost(await read(), 'pi')).toMatchObject({ user: 'ann', port: 2222 });
  });

  it('includes by name and by pattern, in the order of characters, relative to its folder', async () => {
    await put('home/.ssh/config', 'Include config.d/* "with space" ~/other none/*\nHost last\n');
    await put('home/.ssh/config.d/20-b', 'Host b\n');
    await put('home/.ssh/config.d/10-a', 'Host a\nInclude deeper\n');
    await put('home/.ssh/config.d/.hidden', 'Host hidden\n');
    await put('home/.ssh/deeper', 'Host deep\n');
    await put('home/.ssh/with space', 'Host spaced\n');
    await put('home/other', 'Host other\n');
    await put('etc/ssh_config', 'Include d/[0-9]?.conf\n');
    await put('etc/d/10.conf', 'Host system\n');
    await put('etc/d/x0.conf', 'Host no\n');
    expect(await names()).toEqual(['a', 'deep', 'b', 'spaced', 'other', 'last', 'system']);
    expect(aliases(await read())[1]).toEqual({
      name: 'deep',
      file: join(root, 'home/.ssh/deeper'),
      line: 1,
    });
  });

  it('expands variables of the environment in an include', async () => {
    await put('home/.ssh/config', 'Include ${PLACE}/x\nInclude %d/y\n');
    await put('home/x', 'Host x\n');
    await put('home/y', 'Host y\n');
    const config = await read({ PLACE: join(root, 'home') });
    expect(aliases(config).map(({ name }) => name)).toEqual(['x', 'y']);
  });

  it('tells of an include that depends on the host, where it counts', async () => {
    const file = await put('home/.ssh/config', 'Host a\n Include %h.conf\n');
    expect(resolveHost(await read(), 'a').unjudged).toEqual([{ file, line: 2 }]);
    expect(resolveHost(await read(), 'b').unjudged).toEqual([]);
  });

  it.each([
    ['a circle', 'Include config\n', /too deeply/],
    ['a crowd', `${'Include part\n'.repeat(1_000)}`, /too many files/],
  ])('ends %s', async (_what, text, why) => {
    await put('home/.ssh/config', text);
    await put('home/.ssh/part', 'Host x\n');
    await expect(read()).rejects.toThrow(why);
  });

  it('names the file and the line of a mistake, wherever it is', async () => {
    await put('home/.ssh/config', 'Include part\n');
    const file = await put('home/.ssh/part', 'Host x\n  Match\n');
    await expect(read()).rejects.toMatchObject({
      problem: { code: 'bad-ssh-config', facts: { file, line: 2 } },
    });
  });

  it('refuses a file that others may write, but for the one of the system', async () => {
    await put('etc/ssh_config', 'Host s\n', 0o666);
    expect(await names()).toEqual(['s']);
    await put('home/.ssh/config', 'Host x\n', 0o602);
    await expect(read()).rejects.toThrow(/others may write/);
    await put('home/.ssh/config', 'Include part\n');
    await put('home/.ssh/part', 'Host x\n', 0o666);
    await expect(read()).rejects.toThrow(/others may write/);
  });

  it('refuses a file that is too large, and passes over what is no file', async () => {
    await put('home/.ssh/config', `Host x\n${'#'.repeat(1024 * 1024)}`);
    await expect(read()).rejects.toThrow(/larger than 1 MiB/);
    await put('home/.ssh/config', 'Include folder null\nHost y\n');
    await mkdir(join(root, 'home/.ssh/folder'));
    await symlink('/dev/null', join(root, 'home/.ssh/null'));
    expect(await names()).toEqual(['y']);
  });

  it('refuses a home sign in a file of the system', async () => {
    await put('etc/ssh_config', 'Include ~/x\n');
    await expect(read()).rejects.toThrow(/begins with ~/);
  });
});
