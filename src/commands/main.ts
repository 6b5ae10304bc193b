import { Command, CommanderError, Option } from 'commander';
import { commandLineSentence } from './flags/parse-error.js';
import { SEQUENCE } from '../checks/index.js';
import { EXIT } from '../report/exit-code.js';
import { BUNDLE_FILE, KEEPABLE } from '../redaction/bundle/classes.js';
import { InputError } from '../facts/input-error.js';
import { nearestName } from '../facts/nearest.js';
import { scrubText } from '../redaction/scrub.js';
import type { CollectFlags } from './collect.js';
import type { DiagnoseOptions } from './login/try-login.js';
import { explain } from './explain.js';
import { addAuthorize } from './flags/authorize.js';
import { addFix } from './flags/fix.js';
import { addSetup } from './flags/setup.js';
import { addLogin, seconds } from './flags/login.js';
import { OutputError, print, printJson, printList, tell } from './terminal/output.js';
import { packageVersion } from './package-root.js';
import { addFactOptions, addReportOptions, addRunOptions, list, type ReportOptions } from './flags/report.js';
import { machineOn, wishesIn, type Machine, type Wishes } from './reports/targets.js';
import { triage } from './triage.js';
import type { TriageOptions } from './triage/options.js';
import { UsageError } from './usage-error.js';
import { withConfig } from './config/with-config.js';

const EXAMPLES = `
Examples:
  $ sf-jwt-doctor                                            (asks, at a terminal)
  $ sf-jwt-doctor -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com
  $ sf-jwt-doctor -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com --target-org admin
  $ sf-jwt-doctor triage error.txt
  $ sf-jwt-doctor --config ci/login.yaml
  $ sf-jwt-doctor triage error.txt --strict --json > report.json
  $ sf-jwt-doctor explain "user hasn't approved this consumer"
  $ sf-jwt-doctor demo
`;

const EXIT_CODES = `
Exit codes:
  0    the login works          3    inconclusive, evidence is missing
  1    a cause was found        70   internal error
  2    wrong usage, or input that cannot be read        130  interrupted
  --strict makes 3 a 1; --exit-zero makes 1 and 3 a 0.
`;

type SetExit = (code: Promise<number>) => Promise<void>;

/** What a run was asked for, once a configuration file had its say. */
interface Run {
  readonly set: SetExit;
  readonly settle: <T extends ReportOptions>(options: T, self: Command) => Promise<T>;
}

/** Options of a report; what is printed in place of one is text, or JSON. */
const OF_REPORTS = ['format', 'output', 'baseline'];

function addDiagnose(command: Command, run: Run): Command {
  return addLogin(addRunOptions(command))
    .option('--list-checks', 'list the checks and stop')
    .addOption(new Option('-a, --alias <alias>', 'taken and ignored, as of "sf org login jwt"').hideHelp())
    .addOption(new Option('-s, --set-default').hideHelp())
    .addOption(new Option('-d, --set-default-dev-hub').hideHelp())
    .addOption(new Option('-p, --no-prompt').hideHelp())
    .action((options: DiagnoseOptions & { listChecks?: boolean }, self: Command) =>
      run.set(options.listChecks ? listChecks(options) : runDiagnose(options, self, run)),
    );
}

async function runDiagnose(given: DiagnoseOptions, self: Command, { settle }: Run): Promise<number> {
  const options = await settle(given, self);
  const { diagnose } = await import('./diagnose.js');
  return diagnose(options);
}

async function listChecks(options: ReportOptions): Promise<number> {
  await printList(
    SEQUENCE.map(({ id, title }) => ({ id, title })),
    options,
  );
  return 0;
}

/** The command line: its commands, flags and help. */
export function buildProgram(run: Run): Command {
  const { set, settle } = run;
  const program = new Command('sf-jwt-doctor')
    .description(
      'Names the one misconfiguration that makes a Salesforce JWT bearer login fail, proves it, and says what would fail next.',
    )
    .version(packageVersion(), '-V, --version')
    .addHelpText('after', EXAMPLES)
    .addHelpText('after', EXIT_CODES)
    .helpCommand(false)
    .configureHelp({ optionDescription: (option) => option.description })
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });

  addDiagnose(
    program.command('diagnose', { isDefault: true }).description('try the login and name what makes it fail (default)'),
    run,
  ).addHelpText('after', EXAMPLES);

  addRunOptions(
    program
      .command('triage')
      .description('name the cause from pasted evidence alone, without a network')
      .argument(
        '[files...]',
        'answers, HTTP transcripts, HAR files, logs, metadata, evidence files; folders and zip archives of them; - for standard input',
      ),
  )
    .option('--read-timeout <seconds>', 'limit of reading one input (default: 300)', seconds('--read-timeout'))
    .addOption(
      new Option('--questions', 'print what to ask the customer, as text to send, in place of the report').conflicts([
        'against',
        ...OF_REPORTS,
      ]),
    )
    .addOption(
      new Option('--against <file>', 'evidence of a login that works: print which decisive facts differ').conflicts(
        OF_REPORTS,
      ),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor triage transcript.txt\n  $ sf-jwt-doctor triage bundle.zip\n  $ sf-jwt-doctor triage error.txt --questions\n  $ sf-jwt-doctor triage production.zip --against sandbox.zip\n  $ sf-jwt-doctor triage logs/ force-app/ network.har\n  $ pbpaste | sf-jwt-doctor triage - --fact app.permittedUsers=self-authorize --json\n  $ sf-jwt-doctor triage error.txt --exit-zero --output report.md\n  $ sf-jwt-doctor triage error.txt --baseline known.json\n',
    )
    .action((files: string[], options: TriageOptions, self: Command) =>
      set(settle(options, self).then((all) => triage(files, all))),
    );

  addLogin(
    addFactOptions(
      program
        .command('collect')
        .description('write what is known as one redacted file that can be given away')
        .argument('[files...]', 'logs, answers, metadata, folders; - for standard input'),
    ),
  )
    .option('--keep <classes>', `names to leave as they are: ${KEEPABLE.join(', ')} (comma-separated)`, list)
    .option('--output <file>', `the file to write (default: ${BUNDLE_FILE})`)
    .option('--force', 'replace a file that is there already')
    .option('-y, --yes', 'write without asking')
    .option('--no-input', 'never ask anything')
    .option('--json', 'print what was written as JSON')
    .option('--config <file>', 'take the login from this configuration file')
    .option('--read-timeout <seconds>', 'limit of reading one input (default: 300)', seconds('--read-timeout'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor collect build.log\n  $ sf-jwt-doctor collect build.log force-app --keep hosts --output acme.zip\n  $ sf-jwt-doctor collect -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com --target-org admin\n\nNothing is sent anywhere; without a login to try, nothing is tried either. A person at a terminal is asked before the file is\nwritten. docs/bundles.md says what is in it.\n',
    )
    .action((files: string[], options: CollectFlags, self: Command) =>
      set(import('./collect.js').then(({ collect }) => collect(files, options, self))),
    );

  addAuthorize(program, run);
  addFix(program, run);
  addSetup(program, set);

  program
    .command('explain')
    .description('what is known about an error, a cause or a check; lists all without an argument')
    .argument('[text...]', 'error text, cause id or check id')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor explain approval-missing\n  $ sf-jwt-doctor explain "invalid_client_id: client identifier invalid"\n',
    )
    .action((words: string[], options: { json?: boolean }) =>
      set(explain(words.length === 0 ? undefined : words.join(' '), options)),
    );

  program
    .command('diff')
    .description('what differs between two reports that were saved with --json')
    .argument('[reports...]', 'the report before and the report after; - for standard input')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor diff before.json after.json\n  $ sf-jwt-doctor triage error.txt --json | sf-jwt-doctor diff before.json - --json\n\nExit codes: 0 nothing differs, 1 something does, 2 a file is no report.\n',
    )
    .action((files: string[], options: { json?: boolean }) =>
      set(import('./diff.js').then(({ diff }) => diff(files, options))),
    );

  program
    .command('schema')
    .description('print the JSON Schema of the report, of an evidence file or of a configuration file')
    .argument('[name]', 'report, evidence or config', 'report')
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor schema\n  $ sf-jwt-doctor schema config > config.schema.json\n',
    )
    .action((name: string) => set(import('./schema.js').then(({ schema }) => schema(name))));

  program
    .command('simulate')
    .description('run an embedded org on this machine and print what a client has to export')
    .argument('[scenario]', 'name of a scenario, or a YAML file', 'seed')
    .option('--json', 'print one line of JSON')
    .action((scenario: string, options: { json?: boolean }) =>
      set(import('./simulate.js').then(({ simulate }) => simulate(scenario, options))),
    );

  addReportOptions(
    program
      .command('demo')
      .description('show the doctor at work against an embedded org')
      .argument('[scenario]', 'name of a scenario, or a YAML file', 'seed'),
  )
    .option('--as-admin', 'read the org, too, with the session of its administrator')
    .option('--list', 'list the scenarios')
    .action((scenario: string, options: ReportOptions & { list?: boolean; asAdmin?: boolean }) =>
      set(import('./demo.js').then(({ demo }) => demo(scenario, options))),
    );
  return program;
}

async function reportError(code: 'usage' | 'internal', message: string, machine: Machine | undefined): Promise<void> {
  const error = { schemaVersion: 1, error: { code, message } };
  if (machine === 'json') await printJson(error);
  if (machine === 'ndjson') await print(`${JSON.stringify({ type: 'error', ...error })}\n`);
  tell(`sf-jwt-doctor: ${message}`);
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}

const COMMANDS = [
  'diagnose',
  'triage',
  'collect',
  'authorize',
  'fix',
  'setup',
  'explain',
  'diff',
  'schema',
  'simulate',
  'demo',
];

/** A first word that is neither a flag nor a command is a mistyped command, not an argument. */
function refuseUnknownCommand([first]: readonly string[]): void {
  if (first === undefined || first.startsWith('-') || COMMANDS.includes(first)) return;
  const near = nearestName(first.slice(0, 60), COMMANDS);
  const hint = near === undefined ? `the commands are: ${COMMANDS.join(', ')}` : `did you mean "${near}"?`;
  throw new UsageError(`there is no command "${first.slice(0, 60)}"; ${hint}`);
}

/** The command that the arguments name. */
function commandIn([first = '']: readonly string[]): string {
  return COMMANDS.includes(first) ? first : 'diagnose';
}

/** The language of the arguments. An output of `collect` is its bundle, beside what goes to standard output. */
function languageOf(argv: readonly string[], wishes: Wishes): Machine | undefined {
  return machineOn(commandIn(argv) === 'collect' ? { ...wishes, output: [] } : wishes);
}

/** The language that the configuration file asks for, where the command reads one and no flag sets it aside. */
async function languageOfConfig(argv: readonly string[], wishes: Wishes): Promise<Machine | undefined> {
  const isAside = wishes.json === true || wishes.format.length + wishes.output.length > 0;
  if (isAside || !['diagnose', 'triage', 'authorize'].includes(commandIn(argv))) return undefined;
  const { wishesOfConfig } = await import('./config/peek.js');
  return machineOn(wishesOfConfig(argv));
}

/** True for an argument that holds a key or a token itself: PEM, its base64, or any other long run of base64. */
function isCredential(argument: string): boolean {
  return /-----BEGIN|LS0tLS1CRUdJTi|eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}|[A-Za-z0-9+/=_-]{300,}/.test(argument);
}

/** Runs the command line and returns the exit code. Never throws, and shows no stack. */
export async function main(argv: readonly string[]): Promise<number> {
  let exit: number = EXIT.healthy;
  const wishes = wishesIn(argv);
  let machine = languageOf(argv, wishes);
  // A reader that went away is quiet; any other failure is told by the write that met it.
  process.stdout.on('error', () => undefined);
  try {
    if (argv.some(isCredential)) {
      throw new UsageError(
        'a key or a token was given as an argument, where other users of this machine and CI logs can see it; give the key by its file with --jwt-key-file, or by the name of a variable with --jwt-key-env',
      );
    }
    refuseUnknownCommand(argv);
    const program = buildProgram({
      async set(code) {
        exit = await code;
      },
      async settle(given, self) {
        const options = await withConfig(given, self);
        machine = machineOn(options);
        return options;
      },
    });
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.healthy;
    if (isInterruption(error)) return EXIT.interrupted;
    if (error instanceof InputError || error instanceof CommanderError) {
      machine ??= await languageOfConfig(argv, wishes);
      const sentence = error instanceof InputError ? error.message : commandLineSentence(error, commandIn(argv));
      await reportError('usage', scrubText(sentence.replace(/\s+/g, ' ')), machine);
      return EXIT.usage;
    }
    if (error instanceof OutputError) {
      tell(`sf-jwt-doctor: ${error.message}`);
      return EXIT.internal;
    }
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    await reportError(
      'internal',
      scrubText(`internal error (${detail}); this is a fault of sf-jwt-doctor, please report it`),
      machine,
    );
    return EXIT.internal;
  }
}
