import type { Command } from 'commander';
import { BUNDLE_FILE, KEEPABLE } from '../../redaction/bundle/classes.js';
import type { CollectFlags } from '../collect.js';
import { addGeneral, GROUP, RareOption } from './groups.js';
import { addLogin } from './login.js';
import { addFactOptions, list } from './report.js';
import type { Run } from './run.js';
import { seconds } from './seconds.js';

const HELP = `
Examples:
  $ sf-jwt-doctor collect build.log
  $ sf-jwt-doctor collect build.log force-app --keep hosts --output acme.zip
  $ sf-jwt-doctor collect -o ci@acme.example -i 3MVG9… -f ci.key

Nothing is sent anywhere, and without a login nothing is tried. At a terminal
you are asked before the file is written.
Every option: sf-jwt-doctor collect --help --verbose
More: sf-jwt-doctor explain bundles
`;

/** Adds the command `collect`. */
export function addCollect(program: Command, { set }: Run): void {
  const command = program
    .command('collect')
    .description('write one redacted file to give to somebody else')
    .argument('[files...]', 'logs, answers, metadata, folders; - for stdin')
    .optionsGroup('Bundle:')
    .option('--output <file>', `the file to write (default: ${BUNDLE_FILE})`)
    .option('--keep <classes>', `names to keep: ${KEEPABLE.join(', ')} (comma-separated)`, list)
    .option('--neighbours', 'with --target-org: also the other users and apps, for a twin')
    .option('--force', 'replace an existing file')
    .option('-y, --yes', 'write without asking')
    .option('--json', 'print what was written as JSON');
  addGeneral(addFactOptions(addLogin(command)))
    .optionsGroup(GROUP.general)
    .option('--no-input', 'never ask anything')
    .option('--config <file>', 'take the login from this settings file')
    .addOption(
      new RareOption('--read-timeout <seconds>', 'limit of reading one input (default: 300)').argParser(
        seconds('--read-timeout'),
      ),
    )
    .addHelpText('after', HELP)
    .action((files: string[], options: CollectFlags, self: Command) =>
      set(import('../collect.js').then(({ collect }) => collect(files, options, self))),
    );
}
