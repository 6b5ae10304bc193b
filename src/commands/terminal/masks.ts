import { fstatSync } from 'node:fs';
import { printAsIs } from './output.js';
import { formatOnOutput, type Wishes } from '../reports/targets.js';

/** Shorter values are not secrets of this login, and masking them would hide half of a log. */
const SHORTEST_SECRET = 8;

/** The secrets that a run was given in its environment: a session, a passphrase, and the lines of a private key. */
function secretsIn(env: NodeJS.ProcessEnv, keyVariable: string | undefined): string[] {
  const names = ['SF_ACCESS_TOKEN', 'SFDX_ACCESS_TOKEN', 'SF_JWT_DOCTOR_PASSPHRASE'];
  return [...names, ...(keyVariable === undefined ? [] : [keyVariable])]
    .flatMap((name) => (env[name] ?? '').split(/\r?\n/))
    .map((line) => line.trim())
    .filter((line) => line.length >= SHORTEST_SECRET && !line.startsWith('-----'));
}

/** True where a runner of GitHub Actions reads standard output: it takes such a line and keeps it out of the log. */
function isReadByRunner(env: NodeJS.ProcessEnv): boolean {
  return env['GITHUB_ACTIONS'] === 'true' && !fstatSync(1).isFile();
}

/**
 * Tells a runner of GitHub Actions to hide the secrets of this run from here on, in this and every later step
 * (documented: `::add-mask::`). Nothing is written anywhere else, since the line holds the secret itself.
 */
export async function maskSecrets(wishes: Wishes & { readonly jwtKeyEnv?: string }, env = process.env): Promise<void> {
  if (formatOnOutput(wishes) !== 'github' || !isReadByRunner(env)) return;
  const secrets = new Set(secretsIn(env, wishes.jwtKeyEnv));
  await printAsIs([...secrets].map((secret) => `::add-mask::${secret.replaceAll('%', '%25')}\n`).join(''));
}
