import type { FactStore } from '../facts/store.js';
import type { Result, Warning } from './result.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Days ahead within which an end is worth a word. */
const AHEAD_DAYS = 30;
const SLOW_MS = 2000;
const SLOWER = 3;

function isSoon(at: number, now: number): boolean {
  return !Number.isNaN(at) && at - now < AHEAD_DAYS * DAY;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** A certificate that ends within 30 days, or has ended. `which` names it. */
function certificateWarnings(which: string, notAfter: string | undefined, now: number): Warning[] {
  const at = Date.parse(notAfter ?? '');
  if (!isSoon(at, now)) return [];
  const verb = at < now ? 'ended' : 'ends';
  return [{ kind: 'certificate-ends', text: `The ${which} ${verb} on ${day(at)}.`, at: new Date(at).toISOString() }];
}

/**
 * An approval that ends by the Refresh Token Policy of the app. A JWT login does not renew it (documented for the idle limit),
 * so its own dates decide. Where users are pre-authorized, no approval is needed.
 */
function approvalWarnings(facts: FactStore, now: number): Warning[] {
  const policy = facts.value('app.refreshTokenPolicy');
  const tokens = facts.value('approval.tokens') ?? [];
  if (policy?.hours === undefined || facts.value('app.permittedUsers') !== 'self-authorize' || tokens.length === 0)
    return [];
  const from = (token: (typeof tokens)[number]) =>
    Date.parse((policy.type === 'specific-inactivity' ? token.lastUsedAt : token.createdAt) ?? '');
  const end = Math.max(...tokens.map((token) => from(token) + policy.hours! * HOUR));
  if (!isSoon(end, now)) return [];
  const verb = end < now ? 'ended' : 'ends';
  return [
    {
      kind: 'approval-ends',
      text: `The user's approval ${verb} on ${day(end)} by the Refresh Token Policy of the app.`,
      at: new Date(end).toISOString(),
    },
  ];
}

/** An assignment of the profile or permission set for the app that ends. */
function assignmentWarnings(facts: FactStore, now: number): Warning[] {
  const end = Date.parse(facts.value('user.assignedUntil') ?? '');
  if (!isSoon(end, now) || facts.value('app.permittedUsers') === 'self-authorize') return [];
  const text = `The user's assignment to the app ends on ${day(end)}.`;
  return [{ kind: 'assignment-ends', text, at: new Date(end).toISOString() }];
}

/** An app that is not installed works only for users with a permission; Salesforce blocks it for others (documented). */
function appWarnings(facts: FactStore): Warning[] {
  if (facts.value('app.origin') !== 'uninstalled') return [];
  const text =
    'The app is not installed in this org. It works only as long as the user has the permission "Approve Uninstalled Connected Apps".';
  return [{ kind: 'app-uninstalled', text }];
}

function reportWarnings(facts: FactStore, now: number): Warning[] {
  const app = facts.value('app.certificate');
  return [
    ...certificateWarnings('certificate of the app', app === null ? undefined : app?.notAfter, now),
    ...certificateWarnings('local certificate', facts.value('certificate.file')?.notAfter, now),
    ...approvalWarnings(facts, now),
    ...assignmentWarnings(facts, now),
    ...appWarnings(facts),
  ];
}

/** The dates that an attempt read: the nearest end of a certificate, and the newest approval. */
function datesOf(facts: FactStore): NonNullable<Result['dates']> {
  const ends = [facts.value('app.certificate')?.notAfter, facts.value('certificate.file')?.notAfter];
  const [certificateEnd] = isoDates(ends);
  const approvedAt = isoDates((facts.value('approval.tokens') ?? []).map(({ createdAt }) => createdAt)).at(-1);
  return { ...(certificateEnd !== undefined && { certificateEnd }), ...(approvedAt !== undefined && { approvedAt }) };
}

function isoDates(texts: readonly (string | undefined)[]): string[] {
  const times = texts.map((text) => Date.parse(text ?? '')).filter((time) => !Number.isNaN(time));
  return times.sort((a, b) => a - b).map((time) => new Date(time).toISOString());
}

/** What the facts of an attempt say about the time ahead. Nothing is said about facts that weren't read. */
export function watched(facts: FactStore, now: number): Pick<Result, 'warnings' | 'dates'> {
  const [warnings, dates] = [reportWarnings(facts, now), datesOf(facts)];
  return { ...(warnings.length > 0 && { warnings }), ...(Object.keys(dates).length > 0 && { dates }) };
}

/** Warnings from how a login went: it needed a second try, or took much longer than the time before. */
export function paceWarnings(result: Result, previous: Result | undefined): Warning[] {
  if (result.status !== 'works') return [];
  const warnings: Warning[] = [];
  if (result.retries !== undefined)
    warnings.push({ kind: 'retried', text: `The login worked only at attempt ${result.retries + 1}.` });
  if (previous?.status === 'works' && result.ms > SLOW_MS && result.ms > SLOWER * previous.ms)
    warnings.push({
      kind: 'slower',
      text: `The login took ${result.ms} ms; the time before it took ${previous.ms} ms.`,
    });
  return warnings;
}
