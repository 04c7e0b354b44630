import { Refusal } from './refusal.mjs';

/**
 * Which shell opens, and why, as the end of one line. `obstacle`: why the desktop cannot run here;
 * `binary`: Electron's path if it is there; `failure`: what its last download failed with;
 * `download`: fetches it, resolves to why it failed or to undefined. Throws `Refusal` when
 * --desktop was asked and cannot be.
 */
export async function chooseShell({ flags, obstacle, binary, failure, download }) {
  if (flags.web) return { shell: 'web', why: 'as asked' };
  if (flags.desktop && obstacle) {
    throw new Refusal(
      `The desktop shell cannot run: ${obstacle}. Leave --desktop out for the web shell.`,
    );
  }
  if (!flags.desktop && (flags.port !== undefined || !flags.open)) {
    return { shell: 'web', why: 'an address was asked for' };
  }
  if (obstacle) return { shell: 'web', why: obstacle };
  if (binary) return { shell: 'desktop', why: 'Electron is here' };
  if (failure && !flags.desktop) {
    return { shell: 'web', why: `${failure}; --desktop tries again` };
  }
  const reason = await download();
  if (!reason) return { shell: 'desktop', why: 'Electron was downloaded' };
  if (flags.desktop) {
    throw new Refusal(`${reason}. ELECTRON_MIRROR names another place; --web works without it.`);
  }
  return { shell: 'web', why: `${reason}; ELECTRON_MIRROR names another place` };
}
