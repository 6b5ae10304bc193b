import type { Examination } from '../../doctor.js';
import { applyChanges, type StepEvent } from '../../remedies/apply.js';
import { newJournal } from '../../remedies/journal.js';
import type { Plan } from '../../remedies/plan.js';
import { verify } from '../../remedies/verify.js';
import { toReport } from '../../report/document.js';
import { exitCode } from '../../report/exit-code.js';
import { showChange } from '../../report/remedy.js';
import { stepText } from '../../report/remedy-text.js';
import { setupDoneText, shownPlan, type SetupFile, type SetupReport } from '../../report/setup.js';
import { toText } from '../../report/text.js';
import { pipelines } from '../../report/words/pipelines.js';
import type { CauseId } from '../../salesforce/causes.js';
import { countdown } from '../changes/changing.js';
import { print, tell } from '../terminal/output.js';
import { packageVersion } from '../package-root.js';
import type { Terminal } from '../terminal/terminal.js';
import { saver } from '../changes/undo-file.js';
import type { KeyFiles } from './keys.js';
import { loginAt, tryOnce, type Workplace } from './prepare.js';

/** Causes that are not on the way to be cured: waiting does not help. */
const STAYS: readonly CauseId[] = [
  'user-inactive',
  'user-frozen',
  'wrong-username',
  'api-not-enabled',
  'ip-restricted',
  'outside-login-hours',
  'high-assurance-required',
  'api-access-control',
  'org-inactive',
];

/** What a run has to show. */
export interface Shown {
  readonly plan: Plan;
  readonly api: string;
  readonly files: readonly SetupFile[];
  readonly consumerKey: string | null;
  readonly applied?: boolean;
  readonly undoFile?: string | null;
  readonly events?: readonly StepEvent[];
  readonly examination?: Examination | undefined;
}

/** The document of a run. */
export function setupReport(place: Workplace, shown: Shown): SetupReport {
  const { plan, api, files, consumerKey, applied = false, undoFile = null, events = [], examination } = shown;
  const { username, writer, origin, app, name } = place;
  const report = examination === undefined ? null : toReport(examination, { version: packageVersion() });
  const keyFile = files.find(({ what }) => what === 'private-key')?.path ?? '';
  return {
    schemaVersion: 1,
    tool: { name: 'sf-jwt-doctor', version: packageVersion() },
    org: writer.origin,
    username,
    instanceUrl: origin,
    app: {
      name: app?.name ?? name,
      kind: app?.kind ?? 'external-client-app',
      consumerKey,
      wasThere: app !== undefined,
    },
    files,
    ...shownPlan(
      plan,
      api,
      events.map(({ state, message }) => ({ state, ...(message !== undefined && { message }) })),
    ),
    applied,
    undoFile,
    report,
    pipelines:
      report?.verdict === 'healthy' && consumerKey !== null
        ? pipelines({ username, clientId: consumerKey, instanceUrl: origin, keyFile })
        : [],
  };
}

/** Makes the changes and writes down each in the undo file. */
export async function carryOut(
  { writer }: Workplace,
  { plan, api, undoFile }: { readonly plan: Plan; readonly api: string; readonly undoFile: string },
): Promise<{ allMade: boolean; events: StepEvent[] }> {
  const events: StepEvent[] = [];
  const journal = newJournal(plan.changes, { version: packageVersion(), org: writer.origin, cures: [] });
  const allMade = await applyChanges({
    writer,
    journal,
    save: saver(undoFile),
    onStep: (event) => {
      events.push(event);
      const { change, state, message } = event;
      tell(stepText({ ...showChange(change, api, state), ...(message !== undefined && { message }) }));
    },
  });
  return { allMade, events };
}

/** Tries the login, bounded and with a visible countdown, until it works or something stops it that time does not cure. */
export async function verifyLogin(
  place: Workplace,
  terminal: Terminal,
  files: KeyFiles,
  clientId: string,
): Promise<Examination> {
  const login = loginAt(place, files, clientId);
  let last: Examination | undefined;
  await verify({
    limitMs: place.options.wait * 1000,
    expected: STAYS,
    attempt: async () => {
      last = await tryOnce(place, login);
      const { verdict, cause } = last.diagnosis;
      return { works: verdict === 'healthy', ...(cause !== null && { cause: cause.id }) };
    },
    pause: (milliseconds, upcoming) => countdown(terminal, milliseconds, upcoming),
  });
  return last!;
}

/** Prints the outcome, and tells it by the exit code. */
export async function conclude(
  place: Workplace,
  terminal: Terminal,
  report: SetupReport,
  after: readonly string[] = [],
): Promise<number> {
  const { json, verbose = false } = place.options;
  const verdict = report.report?.verdict ?? 'cause-found';
  if (json === true) {
    await print(`${JSON.stringify(report, null, 2)}\n`);
    return exitCode(verdict);
  }
  const layout = { palette: await terminal.palette(), width: terminal.width };
  const text =
    verdict === 'healthy' || report.report === null
      ? setupDoneText(report, layout)
      : toText(report.report, { ...layout, verbose });
  await print([text, ...after.map((line) => `${line}\n`)].join('\n'));
  return exitCode(verdict);
}
