import type { Examination } from '../../doctor.js';
import type { StepEvent } from '../../remedies/apply.js';
import type { Plan } from '../../remedies/plan.js';
import { toReport } from '../../report/document.js';
import { EXIT, exitCode } from '../../report/exit-code.js';
import { COLOURLESS } from '../../report/palette.js';
import { setupDoneText, setupPlanText, shownPlan, type SetupFile, type SetupReport } from '../../report/setup.js';
import { toText } from '../../report/formats/text.js';
import { named } from '../../report/tool.js';
import { pipelines } from '../../report/words/pipelines.js';
import type { CauseId } from '../../causes/index.js';
import type { ConsentRequest } from '../changes/carry-out.js';
import { messageOf } from '../changes/make-changes.js';
import { verifyLogin, type LoginProof } from '../changes/verify-login.js';
import { tool } from '../host.js';
import { print, printJson } from '../terminal/output.js';
import { layoutOf, type Terminal } from '../terminal/terminal.js';
import type { KeyFiles } from './keys.js';
import { loginAt, tryOnce, type Workplace } from './prepare.js';

/** Causes that a set-up doesn't cure, so waiting doesn't help against them. */
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

/** The contents of the report on a set-up. */
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

/** The report on a set-up as a document. */
export function setupReport(place: Workplace, shown: Shown): SetupReport {
  const { plan, api, files, consumerKey, applied = false, undoFile = null, events = [], examination } = shown;
  const { username, writer, origin, app, name } = place;
  const report = examination === undefined ? null : toReport(examination, tool());
  const keyFile = files.find(({ what }) => what === 'private-key')?.path ?? '';
  return {
    schemaVersion: 1,
    tool: named(tool()),
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
      events.map((event) => ({ state: event.state, ...messageOf(event) })),
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

/** Prints the plan of a set-up without --apply. */
export async function showPlan(place: Workplace, terminal: Terminal, shown: Shown, next: string): Promise<number> {
  const report = setupReport(place, shown);
  if (place.options.json === true) await printJson(report);
  else await print(`${setupPlanText(report, await layoutOf(terminal))}\nNothing was changed. ${next}\n`);
  return EXIT.causeFound;
}

/** The plan for the person who has to consent. */
export function consentTo(place: Workplace, { width }: Terminal, shown: Shown): ConsentRequest {
  const report = setupReport(place, shown);
  const text = setupPlanText(report, { palette: COLOURLESS, width });
  const files = report.files.filter(({ state }) => state === 'to-write').length;
  return { text, changes: report.changes.length, files, declined: EXIT.causeFound };
}

/** Tries the login of a set-up until it works. */
export function verifySetup(
  place: Workplace,
  terminal: Terminal,
  files: KeyFiles,
  clientId: string,
): Promise<LoginProof> {
  const login = loginAt(place, files, clientId);
  return verifyLogin(() => tryOnce(place, login), { terminal, waitSeconds: place.options.wait, stays: STAYS });
}

/** Prints the outcome and returns the exit code of the report. */
export async function conclude(
  place: Workplace,
  terminal: Terminal,
  report: SetupReport,
  after: readonly string[] = [],
): Promise<number> {
  const { json, verbose = false } = place.options;
  const verdict = report.report?.verdict ?? 'cause-found';
  if (json === true) await printJson(report);
  else {
    const layout = await layoutOf(terminal);
    const text =
      verdict === 'healthy' || report.report === null
        ? setupDoneText(report, layout)
        : toText(report.report, { ...layout, verbose });
    await print([text, ...after.map((line) => `${line}\n`)].join('\n'));
  }
  return exitCode(verdict);
}
