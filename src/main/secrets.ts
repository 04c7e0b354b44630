import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { safeStorage } from 'electron';
import * as z from 'zod';

const Kept = z.record(z.string(), z.string());

export interface Secrets {
  kept(): Promise<'encrypted' | 'session'>;
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/**
 * Secrets encrypted by the system's keychain in `file` (0600). Where there is none, or only Chromium's
 * fixed password (`basic_text`), they live as long as the app. The keychain may ask the person at the
 * first use, so nothing is touched before.
 */
export function createSecrets(file: string): Secrets {
  const session = new Map<string, string>();
  let canEncrypt: Promise<boolean> | undefined;

  async function isEncrypting(): Promise<boolean> {
    const isPlain =
      process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
    return !isPlain && (await safeStorage.isAsyncEncryptionAvailable());
  }
  const encrypts = () => {
    canEncrypt ??= isEncrypting();
    return canEncrypt;
  };
  function readAll(): Record<string, string> {
    try {
      return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return {};
    }
  }
  function writeAll(all: Record<string, string>): void {
    writeFileSync(`${file}.new`, JSON.stringify(all), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  async function keep(name: string, value: string): Promise<void> {
    const encrypted = await safeStorage.encryptStringAsync(value);
    writeAll({ ...readAll(), [name]: encrypted.toString('base64') });
  }

  return {
    kept: async () => ((await encrypts()) ? 'encrypted' : 'session'),
    async read(name) {
      if (!(await encrypts())) return session.get(name) ?? null;
      const encrypted = readAll()[name];
      if (encrypted === undefined) return null;
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(
        Buffer.from(encrypted, 'base64'),
      );
      if (shouldReEncrypt) await keep(name, result);
      return result;
    },
    async write(name, value) {
      if (await encrypts()) await keep(name, value);
      else session.set(name, value);
    },
    async remove(name) {
      session.delete(name);
      const { [name]: removed, ...rest } = readAll();
      if (removed !== undefined) writeAll(rest);
    },
  };
}
