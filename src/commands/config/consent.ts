import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { homeFolder } from '../../launcher/home.js';
import { tell } from '../terminal/output.js';
import { truePath, type Reserved } from './trust.js';

/**
 * The file with the consents of this user, where programs keep what they remember (XDG base directories; on Windows,
 * local data). Throws for a user without a home.
 */
function consentFile(env: NodeJS.ProcessEnv): string {
  const named = process.platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_STATE_HOME'];
  const below = (base: string) => path.join(base, 'sf-jwt-doctor', 'settings-consents.json');
  if (named !== undefined && path.isAbsolute(named)) return below(named);
  const home = homeFolder();
  if (home === undefined) throw new Error('this user has no home folder');
  return below(path.join(home, '.local', 'state'));
}

/** A consent is valid for one file path, its exact contents, and the true paths of the files it names. */
export function consentHash(file: string, bytes: Uint8Array, reserved: readonly Reserved[]): string {
  return createHash('sha256')
    .update(JSON.stringify([truePath(path.resolve(file)), reserved.map(({ key, value }) => [key, value])]))
    .update('\0')
    .update(bytes)
    .digest('hex');
}

function consents(env: NodeJS.ProcessEnv): string[] {
  try {
    const document: unknown = JSON.parse(readFileSync(consentFile(env), 'utf8'));
    return Array.isArray(document) ? document.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** True where this user agreed to exactly these settings before. */
export function isRemembered(hash: string, env: NodeJS.ProcessEnv = process.env): boolean {
  return consents(env).includes(hash);
}

const MOST_REMEMBERED = 500;

/** Remembers a consent. Where that fails, the person is told and asked again next time. */
export function remember(hash: string, env: NodeJS.ProcessEnv = process.env): void {
  try {
    const file = consentFile(env);
    const part = `${file}.${randomUUID()}`;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const all = [...consents(env).filter((one) => one !== hash), hash].slice(-MOST_REMEMBERED);
    writeFileSync(part, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(part, file);
  } catch {
    tell('sf-jwt-doctor: your consent could not be saved in your home folder; you will be asked again next time');
  }
}
