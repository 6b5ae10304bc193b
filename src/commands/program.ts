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

type Add = (program: Command, run: Run) => void;

/** The commands by the headings of the help, with what adds them. */
const GROUPS: readonly (readonly [heading: string, ...adds: (readonly [names: readonly string[], add: Add])[]])[] = [
  [
    'Find the cause:',
    [['diagnose'], addDiagnose],
    [['triage'], addTriage],
    [['explain', 'diff', 'schema'], addReference],
  ],
  [
    'Repair and set up:',
    [['fix'], addFix],
    [['authorize'], addAuthorize],
    [['setup'], (program, { set }) => addSetup(program, set)],
    [['rehearse'], (program, { set }) => addRehearse(program, set)],
  ],
  ['Many logins:', [['fleet'], (program, { set }) => addFleet(program, set)]],
  ['Hand over:', [['collect'], addCollect], [['mcp'], (program, { set }) => addMcp(program, set)]],
  ['Try out:', [['simulate', 'demo'], addTryOut], [[], addCompletion]],
];

/** What a command line is built for. */
interface Built {
  /** Whether the help shows rare options, too. */
  readonly full?: boolean;
  /** The command that the arguments name: the options of the others are left out, which saves time at the start. */
  readonly only?: string | undefined;
}

/** The command line: every command, or one, with its options. Nothing of a command loads before it runs. */
export function buildProgram(run: Run, { full = false, only = '' }: Built = {}): Command {
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

  const isOnly = GROUPS.some(([, ...adds]) => adds.some(([names]) => names.includes(only)));
  for (const [heading, ...adds] of GROUPS) {
    program.commandsGroup(heading);
    for (const [names, add] of adds) if (!isOnly || names.includes(only)) add(program, run);
  }
  return program;
}
