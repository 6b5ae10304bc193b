import path from 'node:path';
import { homeFolder } from '../../launcher/home.js';
import { filesIn, readJson, textIn } from '../input/small-files.js';

/** A login by JWT that the Salesforce CLI keeps. */
export interface CliLogin {
  readonly username: string;
  readonly alias?: string;
  readonly clientId: string;
  /** The path that the login named; the file may be gone. */
  readonly jwtKeyFile: string;
  readonly instanceUrl?: string;
}

/** The orgs that the Salesforce CLI is logged in to. */
export interface CliOrgs {
  readonly logins: readonly CliLogin[];
  /** Those without a JWT login, by username. */
  readonly others: readonly { readonly username: string; readonly alias?: string }[];
}

/**
 * Reads the orgs that the Salesforce CLI keeps below a home folder, a file an org (`~/.sfdx/<username>.json`), and their
 * aliases. Reads the fields in clear text only: the tokens in these files are encrypted, and stay so.
 */
export function cliOrgs(home = homeFolder()): CliOrgs {
  if (home === undefined) return { logins: [], others: [] };
  const folder = path.join(home, '.sfdx');
  const aliases = readJson(path.join(folder, 'alias.json'))?.['orgs'] as Record<string, unknown> | undefined;
  const logins: CliLogin[] = [];
  const others: { username: string; alias?: string }[] = [];
  for (const name of filesIn(folder)) {
    if (!name.includes('@') || !name.endsWith('.json')) continue;
    const file = readJson(path.join(folder, name));
    const username = textIn(file?.['username']);
    if (file === undefined || username === undefined) continue;
    const alias = Object.entries(aliases ?? {}).find(([, value]) => value === username)?.[0];
    const known = { username, ...(alias !== undefined && { alias }) };
    const jwtKeyFile = textIn(file['privateKey']);
    const clientId = textIn(file['clientId']);
    const instanceUrl = textIn(file['loginUrl']) ?? textIn(file['instanceUrl']);
    if (jwtKeyFile === undefined || clientId === undefined) others.push(known);
    else logins.push({ ...known, clientId, jwtKeyFile, ...(instanceUrl !== undefined && { instanceUrl }) });
  }
  return { logins, others };
}
