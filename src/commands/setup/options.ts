import path from 'node:path';
import { hostFacts, LOGIN_ORIGIN } from '../../salesforce/hosts.js';
import { requireTokenHost } from '../../sources/guard.js';
import { startWith } from '../host.js';
import type { LoginOptions } from '../login/login.js';
import { UsageError } from '../usage-error.js';
import { keyFiles, type KeyFiles } from './keys.js';

/** Options of `setup`. */
export interface SetupOptions extends Omit<LoginOptions, 'jwtKeyEnv' | 'assertionFile' | 'certificate'> {
  readonly app: string;
  readonly keyDir: string;
  readonly keyBits: number;
  readonly certificateDays: number;
  readonly contactEmail?: string;
  readonly permissionSet?: string;
  readonly apply?: boolean;
  readonly yes?: boolean;
  readonly rotate?: boolean;
  readonly writeMetadata?: string;
  /** The certificate that the app has, where the org does not show it. */
  readonly certificate?: string;
  readonly undoFile?: string;
  /** Seconds. */
  readonly wait: number;
  readonly json?: boolean;
  readonly input?: boolean;
  readonly verbose?: boolean;
}

/** The username, which `setup` cannot do without. */
export function requireUsername({ username }: SetupOptions): string {
  if (username === undefined || username.trim() === '')
    throw new UsageError(
      `setup: missing --username, the user that is to log in; such as: ${startWith('setup -o ci@acme.example.com --target-org admin')}`,
    );
  return username;
}

/** The API name of an app out of the name that was given. */
export function requireAppName({ app }: SetupOptions): { name: string; label: string } {
  const name = app.trim().replace(/[\s-]+/g, '_');
  if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(name) || name.length > 60)
    throw new UsageError(
      `--app ${app.slice(0, 60)}: an API name has letters, digits and single underscores, begins with a letter and ends with none of the underscores, such as JWT_Login`,
    );
  return { name, label: name.replaceAll('_', ' ') };
}

/** Where the key of an app lies: as named, or in the folder for keys. */
export function filesOf({ jwtKeyFile, keyDir }: SetupOptions, appName: string): KeyFiles {
  if (jwtKeyFile === '-') throw new UsageError('setup: the key is read from and written to a file, not standard input');
  return keyFiles(jwtKeyFile ?? path.join(keyDir, `${appName}.key`));
}

/** The host to log in at: as named, else the My Domain of the session. */
export function loginOrigin({ instanceUrl, allowHost }: SetupOptions, orgOrigin: string): string {
  if (instanceUrl !== undefined) return requireTokenHost(instanceUrl, '--instance-url', allowHost);
  const kind = hostFacts(orgOrigin)?.kind;
  return kind === 'my-domain' || kind === 'loopback' ? orgOrigin : LOGIN_ORIGIN;
}

/** The passphrase of an encrypted key. */
export function openingOf({ keyAlias }: SetupOptions): { passphrase?: string; alias?: string } {
  const passphrase = process.env['SF_JWT_DOCTOR_PASSPHRASE'];
  return {
    ...(passphrase !== undefined && { passphrase }),
    ...(keyAlias !== undefined && { alias: keyAlias }),
  };
}
