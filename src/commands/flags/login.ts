import { Option, type Command } from 'commander';
import { collect } from './report.js';
import { UsageError } from '../usage-error.js';

/** The values of the login flags that nobody gave. */
export const LOGIN_DEFAULTS = { allowHost: [], timeout: 15, probe: 'auto' } as const;

/** Reads the seconds that a flag takes. */
export function seconds(flag: string): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isFinite(number) || number <= 0 || number > 600)
      throw new UsageError(`${flag} ${value.slice(0, 20)}: give seconds between 1 and 600`);
    return number;
  };
}

/** Adds the flags that every command with a login takes: those of "sf org login jwt", and what goes beyond. */
export function addLoginCore(command: Command): Command {
  return command
    .option('-o, --username <username>', 'username of the user that logs in (claim sub)')
    .option('-i, --client-id <key>', 'consumer key of the app (claim iss)')
    .option('-f, --jwt-key-file <file>', 'private key: PEM, DER, PKCS#12 or JKS; - for standard input')
    .option('-r, --instance-url <url>', 'login URL (default: https://login.salesforce.com)')
    .option('--login <alias>', 'take these from a JWT login that the Salesforce CLI keeps (alias or username)')
    .option('--jwt-key-env <name>', 'name of the environment variable that holds the private key')
    .option('--key-alias <alias>', 'which key of a keystore')
    .option('--audience <url>', 'audience (default: SF_AUDIENCE_URL, else the login URL)')
    .option('--allow-host <host>', 'send the assertion to this host, too (repeatable)', collect, [])
    .option('--timeout <seconds>', 'limit of each request', seconds('--timeout'), LOGIN_DEFAULTS.timeout);
}

/** Adds the flags that describe a login to examine, and with what the org is read. */
export function addLogin(command: Command): Command {
  return addLoginCore(command)
    .option('--certificate <file>', 'certificate that was uploaded to the app, to compare with the key')
    .option('--assertion-file <file>', 'send this assertion as it stands, - for standard input')
    .addOption(
      new Option(
        '--probe <attempts>',
        'auto: up to four attempts where the host is in doubt; one: as asked; none: no login',
      )
        .choices(['auto', 'one', 'none'])
        .default(LOGIN_DEFAULTS.probe),
    )
    .option('--target-org <alias>', 'read the org with the session that the Salesforce CLI holds (alias or username)')
    .option('--app <name>', 'label or API name of the app, where the consumer key cannot be looked up');
}
