import { Option, type Command } from 'commander';
import { seconds } from './login.js';
import { collect } from './report.js';
import type { SetupOptions } from '../setup/options.js';
import { UsageError } from '../usage-error.js';

const SETUP_HELP = `
Examples:
  $ sf-jwt-doctor setup -o ci@acme.example.com --target-org admin
  $ sf-jwt-doctor setup -o ci@acme.example.com --target-org admin --app JWT_Login --key-dir keys --apply
  $ sf-jwt-doctor setup -o ci@acme.example.com --target-org admin --write-metadata force-app
  $ sf-jwt-doctor setup -o ci@acme.example.com --target-org admin --rotate --apply

Without --apply it only shows what is there and what would be made. Run again after an interruption, it goes on from
where it was; where all is done, it changes nothing. The private key is written for you alone, and never shown.

Exit codes: 0 the login works, 1 something is to be done or does not work yet, 2 wrong usage or what cannot be set up.
`;

function whole(flag: string, from: number, to: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < from || number > to)
      throw new UsageError(`${flag} ${value.slice(0, 20)}: give a whole number between ${from} and ${to}`);
    return number;
  };
}

/** Adds the command `setup`. */
export function addSetup(program: Command, set: (code: Promise<number>) => Promise<void>): void {
  program
    .command('setup')
    .description('set up a JWT login from nothing: key, certificate, External Client App, permission set')
    .option('-o, --username <username>', 'username of the user that is to log in')
    .option('--target-org <alias>', "an administrator's session that the Salesforce CLI holds (alias or username)")
    .option('--app <name>', 'API name of the app; one of this name is used again', 'JWT_Login')
    .option('-i, --client-id <key>', 'consumer key of an app that is there, to use it')
    .option('-d, --key-dir <folder>', 'folder for the private key and the certificate', '.')
    .option('-f, --jwt-key-file <file>', 'private key; read where it is there, else written (default: <app>.key)')
    .addOption(
      new Option('--key-bits <bits>', 'size of a new RSA key')
        .choices(['2048', '3072', '4096'])
        .default(2048)
        .argParser((value: string) => {
          if (!['2048', '3072', '4096'].includes(value))
            throw new UsageError(`--key-bits ${value.slice(0, 20)}: Salesforce takes 2048, 3072 and 4096`);
          return Number(value);
        }),
    )
    .option('--certificate-days <days>', 'days until a new certificate ends', whole('--certificate-days', 1, 3650), 730)
    .option('--contact-email <address>', 'contact of a new app (default: the address of the user)')
    .option(
      '--permission-set <name>',
      'API name of the permission set that is to carry the app (default: one of its own)',
    )
    .option('-r, --instance-url <url>', 'login URL (default: the My Domain of the session)')
    .option('--audience <url>', 'audience (default: the login URL)')
    .option('--key-alias <alias>', 'which key of a keystore')
    .option('--rotate', 'replace key and certificate of an app that is there; the old ones come back if no login works')
    .option('--certificate <file>', 'with --rotate: the certificate that the app has, where the org does not show it')
    .option('--apply', 'carry it out; without it nothing is written')
    .option('-y, --yes', 'do not ask before')
    .option(
      '--wait <seconds>',
      'how long to wait for the login to work, in at most five attempts',
      whole('--wait', 0, 3600),
      600,
    )
    .option('--undo-file <file>', 'where to write down what is changed (default: sf-jwt-doctor-undo.json)')
    .option(
      '--write-metadata <folder>',
      'write key and metadata for a pipeline of your own, and leave the org as it is',
    )
    .option('--allow-host <host>', 'send the assertion to this host, too (repeatable)', collect, [])
    .option('--timeout <seconds>', 'limit of each request', seconds('--timeout'), 15)
    .option('--json', 'print plan and outcome as JSON')
    .option('--no-input', 'never ask anything')
    .option('-v, --verbose', 'show every finding where the login does not work')
    .addHelpText('after', SETUP_HELP)
    .action((options: SetupOptions) => set(import('../setup.js').then(({ setup }) => setup(options))));
}
