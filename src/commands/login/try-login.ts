import { examineLogin, type DoctorEvent, type Examination, type Login, type Probe } from '../../doctor.js';
import { scrubText } from '../../redaction/scrub.js';
import type { SourceFact } from '../../facts/store.js';
import { toEventLine } from '../../report/formats/ndjson.js';
import { SessionError } from '../../sources/org/session.js';
import { prepareTwin } from '../twin/evidence.js';
import type { ReportOptions } from '../flags/report.js';
import { examineOptions } from '../reports/report-options.js';
import { formatOnOutput, wantsJson } from '../reports/targets.js';
import { print } from '../terminal/output.js';
import { startWith } from '../host.js';
import { startProgress } from '../terminal/progress.js';
import { readTerminal } from '../terminal/terminal.js';
import { UsageError } from '../usage-error.js';
import { askPassphrase, loginOf, type LoginOptions } from './login.js';
import { networkOf } from './network.js';

/** Options of the commands that try a login and report on it: those of the command that failed, and a few more. */
export interface DiagnoseOptions extends ReportOptions, LoginOptions {
  readonly probe: Probe;
}

/** The result of trying a login. */
export interface Tried {
  readonly examination: Examination;
  readonly login: Login;
  /** How many attempts at the login were made at most: one that lacked a key counts, too. */
  readonly attempts: number;
  /** The reason why the requested session cannot be used. */
  readonly unusable?: SessionError;
}

/** The flags that are still missing before a login can be tried. */
export function missingFlags(options: DiagnoseOptions, hasFacts: boolean): string[] {
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
      `missing ${missing.join(', ')}; give the flags of the command that failed, such as: ${startWith('diagnose -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com')}`,
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

/** By then the first requests are on their way; what the report needs is loaded while their answers are. */
const PREPARE_AFTER_MS = 30;

/** Tries the login that the flags describe, adds the facts that are already known, and shows the progress. */
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
  let unusable: SessionError | undefined;
  let attempts = options.probe === 'none' ? 0 : 1;
  const preparation =
    login.openSession && setTimeout(() => void prepareTwin().catch(() => undefined), PREPARE_AFTER_MS);
  const examination = await examineLogin(login, {
    ...run,
    facts,
    probe: options.probe,
    network: networkOf(options),
    onEvent: (event) => {
      if (event.type === 'session-problem' && event.error instanceof SessionError) unusable = event.error;
      if (event.type === 'probe') attempts += event.pairs.length;
      if (asEvents) void print(eventLine(event));
      progress.show(event);
    },
  }).finally(() => {
    clearTimeout(preparation);
    progress.stop();
  });
  return { examination, login, attempts, ...(unusable !== undefined && { unusable }) };
}
