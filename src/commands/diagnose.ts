import { examineLogin, type DoctorEvent, type Examination, type Login, type Probe } from '../doctor.js';
import type { SourceFact } from '../facts/store.js';
import { scrubText } from '../redaction/scrub.js';
import { EXIT } from '../report/exit-code.js';
import { toEventLine } from '../report/formats/ndjson.js';
import { askPassphrase, keyProblem, loginOf, type LoginOptions } from './login.js';
import { maskSecrets } from './masks.js';
import { print, tell } from './output.js';
import type { ReportOptions } from './report-flags.js';
import { loadTargets, printReport } from './print-report.js';
import { examineOptions, givenFacts, loadBaseline } from './report-options.js';
import { formatOnOutput, wantsJson } from './targets.js';
import { readTerminal, type Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** Options of `diagnose`: those of the command that failed, and what goes beyond. */
export interface DiagnoseOptions extends ReportOptions, LoginOptions {
  readonly probe: Probe;
}

/** The flags without which there is no login to try. */
function missingFlags(options: DiagnoseOptions, hasFacts: boolean): string[] {
  if (options.assertionFile !== undefined || options.probe === 'none' || hasFacts) return [];
  const readsOrg = options.targetOrg !== undefined;
  return [
    ...(options.username === undefined ? ['--username'] : []),
    ...(options.clientId === undefined && !(readsOrg && options.app !== undefined) ? ['--client-id'] : []),
    ...(options.jwtKeyFile === undefined && options.jwtKeyEnv === undefined && !readsOrg ? ['--jwt-key-file'] : []),
  ];
}

function requireLogin(options: DiagnoseOptions, hasFacts: boolean): void {
  const missing = missingFlags(options, hasFacts);
  if (missing.length > 0) {
    throw new UsageError(
      `missing ${missing.join(', ')}; give the flags of the command that failed, such as: sf-jwt-doctor -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com`,
    );
  }
}

/** An event of the run as a line of the ndjson format. */
function eventLine(event: DoctorEvent): string {
  if (event.type === 'session-problem') return toEventLine(event.type, { message: scrubText(event.error.message) });
  return event.type === 'probe'
    ? toEventLine(event.type, { pairs: event.pairs })
    : toEventLine(event.type, { text: event.text });
}

/** What shows how far a diagnosis is. */
export interface Progress {
  show(event: DoctorEvent): void;
  /** Runs something that talks to the person, without a spinner in between. */
  quietly<T>(ask: () => Promise<T>): Promise<T>;
  stop(): void;
}

function announce(event: DoctorEvent): void {
  if (event.type === 'session-problem') tell(`sf-jwt-doctor: ${event.error.message}. The org is not read.`);
  if (event.type !== 'probe') return;
  const pairs = event.pairs.map(({ origin, audience }) =>
    origin === audience ? origin : `${origin} (audience ${audience})`,
  );
  tell(
    `The answer leaves the host in doubt; one attempt each at: ${pairs.join(', ')}. Each may leave a row in the Login History; --probe one switches this off.`,
  );
}

/** Shows what happens: a spinner on a terminal, one line for each announced attempt elsewhere. */
export async function startProgress(terminal: Terminal): Promise<Progress> {
  if (!terminal.canAnimate()) return { show: announce, quietly: (ask) => ask(), stop: () => undefined };
  const { default: ora } = await import('ora');
  // Without discardStdin: false, ora swallows Ctrl-C.
  const spinner = ora({ discardStdin: false, stream: process.stderr });
  const quietly = async <T>(ask: () => Promise<T>): Promise<T> => {
    spinner.stop();
    const answer = await ask();
    spinner.start();
    return answer;
  };
  return {
    quietly,
    show(event) {
      if (event.type === 'step') spinner.start(event.text);
      else {
        spinner.stop();
        announce(event);
        spinner.start();
      }
    },
    stop: () => spinner.stop(),
  };
}

/** What trying the login gave. */
export interface Tried {
  readonly examination: Examination;
  readonly login: Login;
  /** Why the session that was asked for cannot be used. */
  readonly unusable?: Error;
}

/** Tries the login that the flags describe, with facts that are known besides, and shows how far it is. */
export async function tryLogin(
  options: DiagnoseOptions,
  facts: readonly SourceFact[],
  openSession?: Login['openSession'],
): Promise<Tried> {
  const terminal = readTerminal({ json: wantsJson(options), input: options.input !== false });
  const run = await examineOptions(options);
  const progress = await startProgress(terminal);
  const ask = terminal.canAsk() ? () => progress.quietly(askPassphrase) : undefined;
  requireLogin(options, facts.length > 0);
  const given = await loginOf(options, ask);
  const login: Login = { ...given, ...(openSession !== undefined && { openSession }) };
  const asEvents = formatOnOutput(options) === 'ndjson';
  let unusable: Error | undefined;
  const examination = await examineLogin(login, {
    ...run,
    facts,
    probe: options.probe,
    network: { timeoutMs: options.timeout * 1000 },
    onEvent: (event) => {
      if (event.type === 'session-problem' && event.error.name === 'SessionError') unusable = event.error;
      if (asEvents) void print(eventLine(event));
      progress.show(event);
    },
  }).finally(() => progress.stop());
  return { examination, login, ...(unusable !== undefined && { unusable }) };
}

/** `diagnose`: tries the login and names what makes it fail. */
export async function diagnose(options: DiagnoseOptions): Promise<number> {
  await loadTargets(options);
  await maskSecrets(options);
  const baseline = await loadBaseline(options);
  const facts = await givenFacts(options);
  const terminal = readTerminal({ json: wantsJson(options), input: options.input !== false });
  if (missingFlags(options, facts.length > 0).length > 0 && terminal.canAsk()) {
    const { converse } = await import('./conversation/converse.js');
    return converse(options);
  }
  const { examination, login, unusable } = await tryLogin(options, facts);
  const code = await printReport(examination, options, baseline);

  // What was asked for by name and cannot be used is bad input; what lies in the environment only is not.
  if (unusable !== undefined && options.targetOrg !== undefined) return EXIT.usage;
  const problem = keyProblem(examination, login);
  if (problem === undefined) return code;
  tell(`sf-jwt-doctor: ${problem}`);
  return EXIT.usage;
}
