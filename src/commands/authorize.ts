import { examine, examineLogin, type Examination, type Login } from '../doctor.js';
import type { SourceFact } from '../facts/store.js';
import { EXIT, exitCode } from '../report/exit-code.js';
import { toApprovalText } from '../report/approval-text.js';
import { approvalWords, changeSentence, SECRET_VARIABLE, type ApprovalWords } from '../report/words/approval.js';
import { TOKEN_PATH } from '../salesforce/grant.js';
import { hasRefreshScope } from '../salesforce/scopes.js';
import { subjectOf } from '../report/words/subject.js';
import type { ApprovalOutcome } from '../remedies/approval/outcome.js';
import { host, startWith } from './host.js';
import { askAddress, askSecret, showApproval } from './authorize/dialogue.js';
import { takeInterrupts } from './terminal/interruption.js';
import { askPassphrase, keyProblem, loginOf, type LoginOptions } from './login/login.js';
import { print, printJson, tell } from './terminal/output.js';
import { loadTargets, printReport } from './reports/print-report.js';
import { formatOnOutput, wantsJson } from './reports/targets.js';
import type { ReportOptions } from './flags/report.js';
import { examineOptions, givenFacts, loadBaseline } from './reports/report-options.js';
import { layoutOf, readTerminal } from './terminal/terminal.js';
import { UsageError } from './usage-error.js';
import { networkOf } from './login/network.js';

/** Options of `authorize`. */
export interface AuthorizeOptions extends ReportOptions, LoginOptions {
  readonly callbackUrl: string;
  readonly scope: string[];
  /** False for `--no-browser`. */
  readonly browser: boolean;
  readonly refreshToken: 'discard' | 'revoke';
  /** How long to wait for the person, in seconds. */
  readonly wait: number;
}

/** The checked flags, before anything is sent. */
interface Plan {
  readonly options: AuthorizeOptions;
  readonly login: Login & { readonly clientId: string };
  readonly facts: readonly SourceFact[];
  readonly canAsk: boolean;
}

/** The scopes to ask for; an empty list asks for all scopes of the app. */
function scopesOf({ scope }: AuthorizeOptions): string[] {
  if (scope.length === 1 && scope[0] === 'all') return [];
  const odd = scope.find((name) => !/^[a-z][a-z0-9_]*$/i.test(name));
  if (odd !== undefined || scope.length === 0)
    throw new UsageError(`--scope ${(odd ?? '').slice(0, 60)}: this is no scope; write them like api,refresh_token`);
  if (!hasRefreshScope(scope))
    throw new UsageError(
      `--scope ${scope.join(',')}: without refresh_token an approval does not count for the JWT login; add it`,
    );
  return scope;
}

function requireFlags(options: AuthorizeOptions): void {
  const { clientId, username, jwtKeyFile, jwtKeyEnv, browser, output, format } = options;
  const hasKey = jwtKeyFile !== undefined || jwtKeyEnv !== undefined;
  const missing = [
    ...(clientId === undefined ? ['--client-id'] : []),
    ...(hasKey && username === undefined ? ['--username'] : []),
  ];
  if (missing.length > 0)
    throw new UsageError(
      `missing ${missing.join(', ')}; give the flags of the login that is to work, such as: ${startWith('authorize -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com')}`,
    );
  if (!hasKey && (output.length > 0 || format.some((name) => name !== 'json' && name !== 'text')))
    throw new UsageError(
      'authorize writes a report only where it tries the JWT login: add --jwt-key-file, or leave --output and --format out',
    );
  if (browser && !readTerminal({}).canAsk())
    throw new UsageError(
      'authorize opens a browser, and here is no terminal with a person at it (or CI is set); add --no-browser, which prints the address to open and waits for the answer',
    );
}

async function planOf(options: AuthorizeOptions): Promise<Plan> {
  requireFlags(options);
  scopesOf(options);
  const canAsk = readTerminal({ json: wantsJson(options), input: options.input !== false }).canAsk();
  // The key is read before and after the approval, but its passphrase is asked for once.
  let passphrase: Promise<string> | undefined;
  const login = await loginOf(options, canAsk ? () => (passphrase ??= askPassphrase()) : undefined);
  return { options, login: { ...login, clientId: login.clientId! }, facts: await givenFacts(options), canAsk };
}

/** Tries the JWT login once. */
async function tryOnce({ options, login, facts }: Plan, more: readonly SourceFact[] = []): Promise<Examination> {
  return examineLogin(login, {
    ...(await examineOptions(options)),
    facts: [...facts, ...more],
    probe: 'one',
    network: networkOf(options),
    onEvent: (event) => {
      if (event.type === 'session-problem') tell(`sf-jwt-doctor: ${event.error.message}. The org is not read.`);
    },
  });
}

/** Examines the facts from before again, together with those that the approval adds. */
async function examineAgain(
  { options, login, facts }: Plan,
  before: Examination | undefined,
  outcome: ApprovalOutcome,
) {
  const source = 'the login as it was asked for';
  const asked: SourceFact[] = [
    ...facts,
    { name: 'request.url', value: `${login.origin}${TOKEN_PATH}`, source },
    { name: 'assertion.issuer', value: login.clientId, source },
    ...(login.username === undefined
      ? []
      : ([{ name: 'assertion.subject', value: login.username, source }] satisfies SourceFact[])),
  ];
  return examine([...(before?.facts.all() ?? asked), ...outcome.facts], await examineOptions(options));
}

/** Runs something that Ctrl-C ends in an orderly way. A second Ctrl-C ends it at once. */
async function interruptibly<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const giveBack = takeInterrupts(() => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  });
  try {
    const result = await run(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } catch (error) {
    // Requests that are still in progress must not keep the process alive.
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    throw error;
  } finally {
    giveBack();
  }
}

/** Lets the user approve, and tries the login again while the approval is in force. */
async function approveAndTry(plan: Plan): Promise<{ outcome: ApprovalOutcome; after?: Examination }> {
  const { options, login, canAsk } = plan;
  const { approve } = await import('../remedies/approval/approve.js');
  const { openBrowser } = await import('../remedies/approval/browser.js');
  const secret = (process.env[SECRET_VARIABLE] ?? '').trim();
  let after: Examination | undefined;
  const outcome = await interruptibly((signal) =>
    approve(
      {
        origin: login.origin,
        clientId: login.clientId,
        callback: options.callbackUrl,
        scopes: scopesOf(options),
        refreshToken: options.refreshToken,
        waitMs: options.wait * 1000,
        ...(login.username !== undefined && { username: login.username }),
        ...(login.allowHosts !== undefined && { allowHosts: login.allowHosts }),
        ...(secret !== '' && { clientSecret: secret }),
      },
      {
        network: networkOf(options),
        onEvent: showApproval({ username: login.username, waitSeconds: options.wait }),
        signal,
        ...(options.browser && { openBrowser: (url: string) => openBrowser(url) }),
        ...(canAsk && { askAddress, askSecret }),
        onApproved: async ({ ending, facts }) => {
          if (login.key === undefined || ending === 'other-user') return;
          tell('Trying the JWT login again …');
          after = await tryOnce(plan, facts);
        },
      },
    ),
  );
  return { outcome, ...(after !== undefined && { after }) };
}

/** Prints the outcome: on standard output if the report is text, else on standard error. */
async function tellWords(words: ApprovalWords, isGood: boolean, options: AuthorizeOptions): Promise<void> {
  const onOutput = formatOnOutput(options) === 'text';
  const terminal = readTerminal({ toFile: !onOutput });
  const text = toApprovalText(words, { ...(await layoutOf(terminal)), isGood });
  if (onOutput) await print(text);
  else tell(text);
}

/** The reason why an approval is not needed or would not help. */
function whyNeedless({ diagnosis: { symptom } }: Examination): string | undefined {
  if (symptom?.answer === 'notApproved') return undefined;
  if (symptom?.kind === 'token' || symptom?.kind === 'api')
    return 'The JWT login is given a token already: no approval is needed, and none was asked for.';
  return 'The JWT login fails for another reason than a missing approval, and no approval was asked for: the report says which. (Without the key, this command approves all the same.)';
}

/** Prints the outcome when no key was given, so that there is no report. */
async function tellWithoutKey(
  plan: Plan,
  outcome: ApprovalOutcome,
  words: ApprovalWords,
  { diagnosis }: Examination,
): Promise<number> {
  const { options } = plan;
  const { facts: _, ...told } = outcome;
  if (wantsJson(options)) await printJson({ schemaVersion: 1, approval: { ...told, ...words } });
  else await tellWords(words, outcome.ending === 'approved', options);
  return outcome.ending === 'approved'
    ? EXIT.healthy
    : exitCode(diagnosis.verdict === 'cause-found' ? 'cause-found' : 'inconclusive', options);
}

/** `authorize`: lets the user approve the app once in a browser, and shows the effect on the login. */
export async function authorize(options: AuthorizeOptions): Promise<number> {
  await loadTargets(options);
  const baseline = await loadBaseline(options);
  const plan = await planOf(options);
  const { login } = plan;
  let before: Examination | undefined;
  if (login.key !== undefined) {
    tell(`Trying the JWT login of ${login.username} at ${login.origin} …`);
    before = await tryOnce(plan);
    const needless = whyNeedless(before);
    const problem = keyProblem(before, login);
    if (problem !== undefined || needless !== undefined) {
      const code = await printReport(before, options, baseline);
      tell(`sf-jwt-doctor: ${problem ?? needless}`);
      return problem === undefined ? code : EXIT.usage;
    }
  }
  const { outcome, after } = await approveAndTry(plan);
  const last = after ?? (await examineAgain(plan, before, outcome));
  const words = approvalWords(outcome, {
    subject: subjectOf(last.facts, {}, host().command),
    callback: options.callbackUrl,
    waitSeconds: options.wait,
    ...(login.username !== undefined && { username: login.username }),
  });
  // A callback URL that the app does not know is a usage error, whatever else is wrong.
  const isWrongCallback = outcome.refusal?.answer === 'redirectUriMismatch';
  if (before === undefined) {
    const code = await tellWithoutKey(plan, outcome, words, last);
    return isWrongCallback ? EXIT.usage : code;
  }
  const changed = after === undefined ? [] : [changeSentence(before.diagnosis.symptom, after.diagnosis.symptom)];
  const code = await printReport(last, options, baseline);
  // The outcome comes last, because that is what a terminal shows.
  if (formatOnOutput(options) === 'text') await print('\n');
  await tellWords({ ...words, sentences: [...words.sentences, ...changed] }, outcome.ending === 'approved', options);
  return isWrongCallback ? EXIT.usage : code;
}
