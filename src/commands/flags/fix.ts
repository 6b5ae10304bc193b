import type { Command } from 'commander';
import type { FixOptions } from '../fix/options.js';
import { addLogin } from './login.js';
import { addRunOptions, type ReportOptions } from './report.js';
import { UsageError } from '../usage-error.js';

const FIX_HELP = `
Examples:
  $ sf-jwt-doctor fix -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com --target-org admin
  $ sf-jwt-doctor fix -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com --target-org admin --apply
  $ sf-jwt-doctor fix --undo sf-jwt-doctor-undo.json --target-org admin --apply

Without --apply it only shows the plan: the exact calls, what is there before and after, and what it means for others.
On a terminal --apply asks once more. Afterwards the login is tried until it works, five times at most.

Exit codes: 0 the login works, 1 something still stops it (or, without --apply, would be fixed), 3 inconclusive.
`;

/** Reads the seconds of a wait, which may be none. */
function seconds0(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number < 0 || number > 3600)
    throw new UsageError(`--wait ${value.slice(0, 20)}: give seconds between 0 and 3600`);
  return number;
}

interface Run {
  readonly set: (code: Promise<number>) => Promise<void>;
  readonly settle: <T extends ReportOptions>(options: T, self: Command) => Promise<T>;
}

/** Adds the command `fix`. */
export function addFix(program: Command, { set, settle }: Run): void {
  addLogin(
    addRunOptions(program.command('fix').description('plan the remedy of what is wrong, and carry it out if asked to')),
  )
    .option('--apply', 'carry the plan out; without it nothing is written')
    .option('-y, --yes', 'do not ask before the changes are made')
    .option(
      '--permission-set <name>',
      'API name of the permission set that is to carry the app (default: one of its own)',
    )
    .option('--wait <seconds>', 'how long to wait for a change to take effect, in at most five attempts', seconds0, 600)
    .option('--undo <file>', 'put back what an earlier run changed; with --apply')
    .option('--undo-file <file>', 'where to write down what is changed (default: sf-jwt-doctor-undo.json)')
    .option('--write-metadata <folder>', 'write the plan as metadata for a pipeline of your own, and change nothing')
    .addHelpText('after', FIX_HELP)
    .action((options: FixOptions, self: Command) =>
      set(
        (async () => {
          const { fix } = await import('../fix.js');
          return fix(await settle(options, self));
        })(),
      ),
    );
}
