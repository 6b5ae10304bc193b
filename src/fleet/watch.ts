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
export function certificateWarnings(which: string, notAfter: string | undefined, now: number): Warning[] {
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

/** The warnings that the facts of a diagnosis give. Nothing is said about what wasn't read. */
export function reportWarnings(facts: FactStore, now: number): Warning[] {
  const app = facts.value('app.certificate');
  return [
    ...certificateWarnings('certificate of the app', app === null ? undefined : app?.notAfter, now),
    ...certificateWarnings('local certificate', facts.value('certificate.file')?.notAfter, now),
    ...approvalWarnings(facts, now),
  ];
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
