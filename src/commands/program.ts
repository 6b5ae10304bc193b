import { Command, Option } from 'commander';
import { addAuthorize } from './flags/authorize.js';
import { addCompletion } from './flags/completion.js';
import { addCollect } from './flags/collect.js';
import { addDiagnose } from './flags/diagnose.js';
import { addFix } from './flags/fix.js';
import { addFleet } from './flags/fleet.js';
import { addMcp } from './flags/mcp.js';
import { addReference } from './flags/reference.js';
import { addRehearse } from './flags/rehearse.js';
import type { Run } from './flags/run.js';
import { addSetup } from './flags/setup.js';
import { addTriage } from './flags/triage.js';
import { addTryOut } from './flags/try-out.js';
import { helpLayout } from './help/layout.js';
import { packageVersion } from './package-root.js';
import { applyGeneral, type GeneralOptions } from './terminal/general.js';

const HELP = `
Examples:
  $ sf-jwt-doctor                        asks you, at a terminal
  $ sf-jwt-doctor error.txt              reads a log or an error text
  $ sf-jwt-doctor sf org login jwt …     tries the command that failed
  $ sf-jwt-doctor -o ci@acme.example -i 3MVG9… -f ci.key
  $ sf-jwt-doctor explain "user hasn't approved this consumer"
  $ sf-jwt-doctor demo

Exit codes:
  0  the login works             3    inconclusive: evidence is missing
  1  a cause was found           70   internal error
  2  wrong usage or bad input    130  interrupted
  With --strict, 3 becomes 1. With --exit-zero, 1 and 3 become 0.
`;

/** The command line: every command with its options. Nothing of a command loads before it runs. */
export function buildProgram(run: Run, { full = false }: { readonly full?: boolean } = {}): Command {
  const program = new Command('sf-jwt-doctor')
    .description('Finds out why a Salesforce JWT bearer login fails, and what to do about it.')
    .usage('[command] [options] [files...]')
    .version(packageVersion(), '-V, --version', 'show the version; with --verbose, the platform, too')
    .addHelpOption(new Option('-h, --help', 'show this help; after a command, its options'))
    .addHelpText('after', HELP)
    .helpCommand('help [command]', 'show the options of a command')
    .configureHelp(helpLayout(full))
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .hook('preAction', (_, command) => applyGeneral(command.opts<GeneralOptions>()));

  program.commandsGroup('Find the cause:');
  addDiagnose(program, run);
  addTriage(program, run);
  addReference(program, run);
  program.commandsGroup('Repair and set up:');
  addFix(program, run);
  addAuthorize(program, run);
  addSetup(program, run.set);
  addRehearse(program, run.set);
  program.commandsGroup('Many logins:');
  addFleet(program, run.set);
  program.commandsGroup('Hand over:');
  addCollect(program, run);
  addMcp(program, run.set);
  program.commandsGroup('Try out:');
  addTryOut(program, run);
  addCompletion(program, run);
  return program;
}
