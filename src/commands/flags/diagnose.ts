import type { Command } from 'commander';
import { SEQUENCE } from '../../checks/index.js';
import type { DiagnoseOptions } from '../login/try-login.js';
import { printList } from '../terminal/output.js';
import { UsageError } from '../usage-error.js';
import { RareOption } from './groups.js';
import { addLogin } from './login.js';
import { addRunOptions, type ReportOptions } from './report.js';
import type { Run } from './run.js';

const HELP = `
Examples:
  $ sf-jwt-doctor -o ci@acme.example -i 3MVG9… -f ci.key
  $ sf-jwt-doctor -o ci@acme.example -i 3MVG9… -f ci.key --target-org admin
  $ sf-jwt-doctor --config ci/login.yaml
  $ sf-jwt-doctor sf org login jwt --username ci@acme.example …

The word "diagnose" may be left out. Put "sf-jwt-doctor" before the command that
failed: its flags are taken as they are.
Every option: sf-jwt-doctor diagnose --help --verbose
`;

/** Flags without which there is no login to try. */
const OF_LOGIN = ['login', 'username', 'clientId', 'jwtKeyFile', 'jwtKeyEnv', 'assertionFile'] as const;

type Given = DiagnoseOptions & { readonly listChecks?: boolean };

/** Adds the command `diagnose`, which also runs if no command is named. */
export function addDiagnose(program: Command, run: Run): void {
  const command = program
    .command('diagnose', { isDefault: true })
    .description('try the login, and name the cause if it fails (default)')
    .usage('[options]')
    .argument('[files...]', 'read these instead of trying a login, as triage does');
  addRunOptions(addLogin(command))
    .addOption(new RareOption('--list-checks', 'list the checks and stop'))
    .addHelpText('after', HELP)
    .action((files: string[], options: Given, self: Command) => run.set(runDiagnose(files, options, self, run)));
}

async function runDiagnose(files: string[], given: Given, self: Command, { settle }: Run): Promise<number> {
  if (given.listChecks === true) return listChecks(given);
  const options = await settle(given, self);
  const inputs = files.length === 0 && self.parent?.args[0] !== 'diagnose' ? await pipedInput(options) : files;
  if (inputs.length === 0) return (await import('../diagnose.js')).diagnose(options);
  refuseBoth(inputs, options);
  return (await import('../triage.js')).triage(inputs, options);
}

/** Standard input, if it is all that was given: a pipe or a file, and no login. */
async function pipedInput(options: DiagnoseOptions): Promise<string[]> {
  const isGiven = OF_LOGIN.some((name) => options[name] !== undefined) || options.targetOrg !== undefined;
  if (isGiven || options.probe === 'none' || options.fact.length + options.evidence.length > 0) return [];
  const { hasPipedText } = await import('../input/standard-input.js');
  return (await hasPipedText()) ? ['-'] : [];
}

function refuseBoth(files: readonly string[], options: DiagnoseOptions): void {
  if (OF_LOGIN.every((name) => options[name] === undefined)) return;
  throw new UsageError(
    `${files[0]!.slice(0, 60)}: a file and the flags of a login don't go together; read the file with "sf-jwt-doctor triage", or try the login without it`,
  );
}

async function listChecks(options: ReportOptions): Promise<number> {
  await printList(
    SEQUENCE.map(({ id, title }) => ({ id, title })),
    options,
  );
  return 0;
}
