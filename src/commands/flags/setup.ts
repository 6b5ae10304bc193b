import type { Command, Option } from 'commander';
import { addGeneral, GROUP, RareOption } from './groups.js';
import { addNetwork } from './login.js';
import type { SetupOptions } from '../setup/options.js';
import { UsageError } from '../usage-error.js';

const SETUP_HELP = `
Examples:
  $ sf-jwt-doctor setup -o ci@acme.example --target-org admin
  $ sf-jwt-doctor setup -o ci@acme.example --target-org admin --apply
  $ sf-jwt-doctor setup -o ci@acme.example --target-org admin \\
      --write-metadata force-app
  $ sf-jwt-doctor setup -o ci@acme.example --target-org admin --rotate --apply

Without --apply it only shows the plan. After an interruption, run it again: it
continues where it stopped. Only you can read the new private key file.

Exit codes: 0 the login works, 1 something is left to do or fails, 2 wrong usage
or a login that can't be set up.
Every option: sf-jwt-doctor setup --help --verbose
More: sf-jwt-doctor explain setup
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
  const command = program
    .command('setup')
    .description('set up a JWT login: key, certificate, app, permission set')
    .optionsGroup('Setup:')
    .option('--apply', 'carry the plan out; without it nothing is written')
    .option('-y, --yes', "don't ask before the changes are made")
    .option('--rotate', 'replace the key and certificate of an app; undone if the login fails')
    .option('--write-metadata <folder>', 'write key and metadata; leave the org unchanged')
    .option('--app <name>', 'API name of the app; an existing one is used', 'JWT_Login')
    .option('-d, --key-dir <folder>', 'folder for the key and the certificate', '.')
    .addOption(keyBits())
    .option('--certificate-days <days>', 'lifetime of a new certificate', whole('--certificate-days', 1, 3650), 730)
    .option('--wait <seconds>', 'how long to wait for the login to work', whole('--wait', 0, 3600), 600)
    .addOption(new RareOption('--contact-email <address>', "contact of a new app (default: the user's address)"))
    .addOption(
      new RareOption('--permission-set <name>', 'permission set that carries the app (default: one of its own)'),
    )
    .addOption(new RareOption('--certificate <file>', "with --rotate: the app's certificate, if the org hides it"))
    .addOption(new RareOption('--undo-file <file>', 'the undo file to write (default: sf-jwt-doctor-undo.json)'))
    .optionsGroup(GROUP.login)
    .option('-o, --username <username>', 'the user that is to log in')
    .option('--target-org <alias>', "an administrator's session in the Salesforce CLI")
    .option('-i, --client-id <key>', 'consumer key of an existing app to use')
    .option('-f, --jwt-key-file <file>', 'private key; written if missing (default: <app>.key)')
    .addOption(new RareOption('-r, --instance-url <url>', "login URL (default: the session's My Domain)"))
    .addOption(new RareOption('--audience <url>', 'audience (default: login URL)'))
    .addOption(new RareOption('--key-alias <alias>', 'which key of a keystore'));
  addNetwork(command)
    .optionsGroup(GROUP.report)
    .option('-v, --verbose', "show every check if the login doesn't work")
    .option('--json', 'print plan and outcome as JSON');
  addGeneral(command)
    .optionsGroup(GROUP.general)
    .option('--no-input', 'never ask anything')
    .addHelpText('after', SETUP_HELP)
    .action((options: SetupOptions) => set(import('../setup.js').then(({ setup }) => setup(options))));
}

function keyBits(): Option {
  return new RareOption('--key-bits <bits>', 'size of a new RSA key')
    .choices(['2048', '3072', '4096'])
    .default(2048)
    .argParser((value: string) => {
      if (!['2048', '3072', '4096'].includes(value))
        throw new UsageError(`--key-bits ${value.slice(0, 20)}: Salesforce takes 2048, 3072 and 4096`);
      return Number(value);
    });
}
