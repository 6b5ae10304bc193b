import { homeFolder } from '../../launcher/home.js';
import { UsageError } from '../usage-error.js';
import { cliOrgs, type CliLogin } from './cli-logins.js';
import type { LoginOptions } from './login.js';

function listed(logins: readonly CliLogin[]): string {
  if (logins.length === 0) return 'it keeps none';
  return `it keeps: ${logins.map(({ alias, username }) => alias ?? username).join(', ')}`;
}

/** The JWT login that the Salesforce CLI keeps for an alias or a username. Throws a usage error where there is none. */
export function storedLogin(name: string, home = homeFolder()): CliLogin {
  const { logins, others } = cliOrgs(home);
  const isIt = ({ alias, username }: { alias?: string; username: string }) => alias === name || username === name;
  const found = logins.find(isIt);
  if (found !== undefined) return found;
  const shown = name.slice(0, 60);
  throw new UsageError(
    others.some(isIt)
      ? `--login ${shown}: the Salesforce CLI did not log in to this org by JWT; give the flags of the login itself`
      : `--login ${shown}: the Salesforce CLI keeps no JWT login of this alias or username; ${listed(logins)}`,
  );
}

/** The options with those of the stored login that `--login` names; flags of the command line win. */
export function withStoredLogin<T extends Partial<LoginOptions>>(options: T): T {
  if (options.login === undefined) return options;
  const { username, clientId, jwtKeyFile, instanceUrl } = storedLogin(options.login);
  return {
    username,
    clientId,
    ...(instanceUrl !== undefined && { instanceUrl }),
    ...(options.jwtKeyEnv === undefined && { jwtKeyFile }),
    ...options,
  };
}
