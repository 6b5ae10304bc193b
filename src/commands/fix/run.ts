import type { Examination } from '../../doctor.js';
import type { OrgWriter } from '../../remedies/org-writer.js';
import { planRemedy, type Plan } from '../../remedies/plan.js';
import { toReport } from '../../report/document.js';
import type { RehearsalReport } from '../../report/rehearsal.js';
import { toRemedyReport, type RemedyReport } from '../../report/remedy.js';
import { readingOf } from '../../sources/org/read-org.js';
import { OrgReading } from '../../sources/org/reading.js';
import type { OrgSession } from '../../sources/org/session.js';
import { messageOf, type Changed } from '../changes/make-changes.js';
import { apiPath, openWriter } from '../changes/open-writer.js';
import { tryLogin, type Tried } from '../login/try-login.js';
import { tool } from '../host.js';
import { givenFacts } from '../reports/report-options.js';
import { certificateMaker } from './certificate.js';
import type { FixOptions } from './options.js';
import { rehearsePlan } from './rehearsal.js';

/** One run of `fix`: the login as it is, and the plan to repair it. */
export interface Run {
  readonly options: FixOptions;
  readonly writer: OrgWriter;
  readonly session: OrgSession;
  readonly tried: Tried;
  readonly plan: Plan;
  readonly api: string;
  /** The plan played on a twin of the org; null where nothing is planned. */
  readonly rehearsal: RehearsalReport | null;
}

/** Tries the login with an administrator's session, and plans the remedy of the cause. */
export async function startRun(options: FixOptions): Promise<Run> {
  const { writer, session } = await openWriter('fix', options);
  const tried = await tryLogin(options, await givenFacts(options), () => Promise.resolve(session));
  const { facts, diagnosis } = tried.examination;
  const now = Date.now();
  const username = options.username ?? facts.value('assertion.subject');
  const consumerKey = options.clientId ?? facts.value('assertion.issuer');
  const asked = {
    loginOrigin: tried.login.origin,
    ...(username !== undefined && { username }),
    ...(consumerKey !== undefined && { consumerKey }),
    ...(options.app !== undefined && { appName: options.app }),
  };
  const plan = await planRemedy(diagnosis, {
    writer,
    reading: readingOf(session, asked) ?? new OrgReading(writer, asked, () => Promise.resolve()),
    facts,
    certificate: certificateMaker(tried, options.certificate, now),
    now,
    ...(options.writeMetadata !== undefined && { asMetadata: true }),
    ...(options.permissionSet !== undefined && { permissionSet: options.permissionSet }),
  });
  const around = new OrgReading(writer, asked, () => Promise.resolve());
  const rehearsal = plan.changes.length === 0 ? null : await rehearsePlan(tried.examination, plan, around, now);
  return { options, writer, session, tried, plan, rehearsal, api: await apiPath(writer) };
}

/** The document of a run: the plan, the changes made so far, and the report on the login. */
export function remedyOf(
  { options, writer, plan, api, rehearsal }: Run,
  examination: Examination,
  made?: Pick<Changed, 'events'> & { readonly undoFile: string | null },
): RemedyReport {
  return toRemedyReport(plan, {
    tool: tool(),
    org: writer.origin,
    api,
    rehearsal,
    applied: made !== undefined,
    undoFile: made?.undoFile ?? null,
    report: toReport(examination, tool(), options),
    facts: examination.facts,
    states: (made?.events ?? []).map((event) => ({ state: event.state, ...messageOf(event) })),
  });
}
