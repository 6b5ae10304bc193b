import type { Command } from 'commander';
import type { FixOptions } from '../fix/options.js';
import { RareOption } from './groups.js';
import { addLogin } from './login.js';
import { addRunOptions } from './report.js';
import type { Run } from './run.js';
import { UsageError } from '../usage-error.js';

const FIX_HELP = `
Examples:
  $ sf-jwt-doctor fix -o ci@acme.example -i 3MVG9… -f ci.key --target-org admin
  $ sf-jwt-doctor fix --undo sf-jwt-doctor-undo.json --target-org admin --apply
Exit codes: 0 the login works, 1 something still stops it, 3 inconclusive.
Every option: sf-jwt-doctor fix --help -v. More: sf-jwt-doctor explain fix
`;

/** Report flags without a meaning here: `fix` prints its plan, as text or with --json. */
const OF_REPORTS = ['format', 'output', 'baseline'] as const;

function refuseReportFlags(self: Command): void {
  const given = OF_REPORTS.find((name) => self.getOptionValueSource(name) === 'cli');
  if (given !== undefined)
    throw new UsageError(`fix prints its plan as text, or with --json as JSON; --${given} is an option of diagnose`);
}

/** Reads the seconds of a wait, which may be none. */
function seconds0(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number < 0 || number > 3600)
    throw new UsageError(`--wait ${value.slice(0, 20)}: give seconds between 0 and 3600`);
  return number;
}

/** Adds the command `fix`. */
export function addFix(program: Command, { set, settle }: Run): void {
  const command = program
    .command('fix')
    .description('plan the repair; with --apply, carry it out')
    .optionsGroup('Repair:')
    .option('--apply', 'carry the plan out; otherwise it is only shown')
    .option('-y, --yes', "don't ask before the changes are made")
    .option('--undo <file>', 'put back what an earlier run changed; with --apply')
    .option('--write-metadata <folder>', 'write the plan as metadata; change nothing')
    .option('--wait <seconds>', 'seconds to wait for an effect', seconds0, 600)
    .addOption(new RareOption('--despite-rehearsal', 'apply a plan that breaks a login when it is rehearsed'))
    .addOption(new RareOption('--undo-file <file>', 'the undo file to write (default: sf-jwt-doctor-undo.json)'))
    .addOption(
      new RareOption('--permission-set <name>', 'permission set that carries the app (default: one of its own)'),
    );
  addRunOptions(addLogin(command));
  for (const option of command.options)
    if (OF_REPORTS.some((name) => name === option.attributeName())) option.hideHelp();
  command.addHelpText('after', FIX_HELP).action((options: FixOptions, self: Command) =>
    set(
      (async () => {
        refuseReportFlags(self);
        const { fix } = await import('../fix.js');
        return fix(await settle(options, self));
      })(),
    ),
  );
}
