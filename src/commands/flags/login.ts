import type { Command } from 'commander';
import { GROUP, RareOption, rareList } from './groups.js';
import { addClientSpellings } from './other-clients.js';
import { collect } from './report.js';
import { seconds } from './seconds.js';

/** The default values of the login flags. */
export const LOGIN_DEFAULTS = { allowHost: [], timeout: 15, probe: 'auto' } as const;

/** Adds the flags that every command with a login takes: those of "sf org login jwt", and a few more. */
export function addLoginCore(command: Command): Command {
  return addClientSpellings(command)
    .optionsGroup(GROUP.login)
    .option('-o, --username <username>', 'the user that logs in (claim sub)')
    .option('-i, --client-id <key>', 'consumer key of the app (claim iss)')
    .option('-f, --jwt-key-file <file>', 'private key (PEM, DER, PKCS#12, JKS); - for stdin')
    .option('--jwt-key-env <name>', 'environment variable that holds the private key')
    .option('-r, --instance-url <url>', 'login URL (default: login.salesforce.com)')
    .option('--login <alias>', 'take these from a login that the Salesforce CLI keeps')
    .addOption(new RareOption('--audience <url>', 'audience (default: SF_AUDIENCE_URL, else login URL)'))
    .addOption(new RareOption('--key-alias <alias>', 'which key of a keystore'));
}

/** Adds the flags that say how hosts are reached. */
export function addNetwork(command: Command): Command {
  return command
    .optionsGroup(GROUP.network)
    .option('--timeout <seconds>', 'limit of each request', seconds('--timeout'), LOGIN_DEFAULTS.timeout)
    .addOption(rareList('--allow-host <host>', 'also send the assertion to this host (repeatable)', collect));
}

/** Adds the flags that describe a login to examine, and the session that reads the org. */
export function addLogin(command: Command): Command {
  addLoginCore(command).addOption(
    new RareOption('--assertion-file <file>', 'send this assertion unchanged; - for stdin'),
  );
  command
    .optionsGroup(GROUP.evidence)
    .option('--target-org <alias>', "read the org with the Salesforce CLI's session")
    .addOption(new RareOption('--app <name>', "the app's label or API name, if the key finds none"))
    .addOption(new RareOption('--certificate <file>', "the app's certificate, to compare with the key"));
  return addNetwork(command).addOption(
    new RareOption('--probe <attempts>', 'logins to try: auto (up to 4 if the host is in doubt)')
      .choices(['auto', 'one', 'none'])
      .default(LOGIN_DEFAULTS.probe),
  );
}
