import { examineLogin, type Examination } from '../doctor.js';
import type { SourceFact } from '../facts/store.js';
import { ScrubbedStore } from '../redaction/scrubbed-store.js';
import { toReport } from '../report/document.js';
import { named } from '../report/tool.js';
import { revokeToken } from '../sources/after-token.js';
import { ASSERTION_LIFETIME_SECONDS, makeAssertionQuickly } from '../sources/assertion/make.js';
import type { HttpReply, NetworkOptions } from '../sources/http.js';
import { loadCertificate } from '../sources/private-key.js';
import { defaultAudience } from '../sources/probe-plan.js';
import { askQuickly } from '../sources/token-endpoint.js';
import { briefOf } from './brief.js';
import type { Job } from './job.js';
import type { KeyRing } from './key-ring.js';
import type { Result } from './result.js';
import { watched } from './watch.js';

/** How far a login is looked at: only the login itself, or the org, too, with an administrator's session. */
export type Depth = 'login' | 'org';

/** What every attempt of a run shares. */
export interface Workshop {
  readonly depth: Depth;
  readonly network: NetworkOptions;
  readonly keys: KeyRing;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly version: string;
}

/** The end of an attempt: a result, or a host that is too busy to give one. */
export interface Attempted {
  readonly result: Result;
  /** The host asks to be left alone. */
  readonly busy?: { readonly retryAfterMs?: number };
  /** No answer came from the host. */
  readonly unanswered?: true;
}

const SECOND = 1000;

function isBusy(status: number | undefined): boolean {
  return status === 429 || (status !== undefined && status >= 500);
}

/** The milliseconds of a Retry-After header: seconds or a date (RFC 9110, 10.2.3). */
export function retryAfterOf(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * SECOND : Date.parse(value) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/**
 * Tries a login once. Never throws for anything that the login, its files or its server do. A host that is busy or silent is
 * explained only on the last try, because the explanation asks it again.
 */
export async function tryJob(job: Job, workshop: Workshop, isLast = true): Promise<Attempted> {
  const { clock, depth } = workshop;
  const started = clock();
  const base = { id: job.id, at: new Date(started).toISOString(), host: job.login.origin };
  const ended = (rest: Omit<Result, 'id' | 'at' | 'host' | 'ms'>): Result => ({
    ...base,
    ms: clock() - started,
    ...rest,
  });
  try {
    return depth === 'org' ? await tryWithOrg(job, workshop, ended) : await tryQuickly(job, workshop, ended, isLast);
  } catch (error) {
    const sentence = `The attempt failed with an unexpected error (${error instanceof Error ? error.name : 'unknown'}).`;
    return { result: ended({ status: 'open', sentence }) };
  }
}

type Ended = (rest: Omit<Result, 'id' | 'at' | 'host' | 'ms'>) => Result;

/** Two requests for a login that works: one for the token, one to give it back. */
async function tryQuickly({ login }: Job, workshop: Workshop, ended: Ended, isLast: boolean): Promise<Attempted> {
  const { network, keys, clock } = workshop;
  const key = login.key === undefined ? undefined : await keys.of(login.key, login.opening);
  if (key === undefined || login.username === undefined || login.clientId === undefined)
    return { result: await explained(login, workshop, ended) };
  const audience = login.audience ?? defaultAudience(login.origin);
  const expiresAt = Math.floor(clock() / SECOND) + ASSERTION_LIFETIME_SECONDS;
  const claims = { issuer: login.clientId, subject: login.username, audience, expiresAt };
  const assertion = await makeAssertionQuickly(claims, key);
  const attempt = { origin: login.origin, assertion, audience, subject: login.username };
  const outcome = await askQuickly(attempt, network, login.allowHosts);
  if ('token' in outcome) {
    const isBack = await revokeToken(outcome.token, login.origin, network);
    const known = login.certificate === undefined ? [] : loadCertificate(login.certificate);
    return {
      result: ended({
        status: 'works',
        ...watched(new ScrubbedStore(known), clock()),
        ...(!isBack && { notRevoked: true as const }),
      }),
    };
  }
  const facts = [
    { name: 'token.answers' as const, value: [outcome.answer], source: `the token endpoint of ${login.origin}` },
  ];
  const state = stateOf(outcome.reply, clock());
  const isOpen = state.busy !== undefined || state.unanswered === true;
  const result = isOpen && !isLast ? ended({ status: 'open' }) : await explained(login, workshop, ended, facts);
  return { result, ...state };
}

function stateOf({ status, problem, headers }: HttpReply, now: number): Omit<Attempted, 'result'> {
  if (problem !== undefined) return { unanswered: true };
  if (!isBusy(status)) return {};
  const retryAfterMs = retryAfterOf(headers['retry-after'], now);
  return { busy: { ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}

/** Explains a failure as `diagnose` does, without another attempt. A login that gave no token never counts as one that works. */
async function explained(
  login: Job['login'],
  { network, clock, version }: Workshop,
  ended: Ended,
  facts: readonly SourceFact[] = [],
): Promise<Result> {
  const { openSession: _, ...alone } = login;
  const examination = await examineLogin(alone, { facts, probe: 'none', network, clock });
  const brief = toBrief(examination, version, clock());
  return ended(
    brief.status === 'works'
      ? { ...brief, status: 'open', sentence: 'It gave no token, and nothing that was read explains why.' }
      : brief,
  );
}

/** The whole diagnosis, with the session of an administrator. */
async function tryWithOrg({ login }: Job, { network, clock, version }: Workshop, ended: Ended): Promise<Attempted> {
  const examination = await examineLogin(login, { probe: 'one', network, clock });
  const [answer] = examination.facts.value('token.answers') ?? [];
  const result = ended(toBrief(examination, version, clock()));
  if (answer?.problem !== undefined) return { result, unanswered: true };
  return isBusy(answer?.status) ? { result, busy: {} } : { result };
}

function toBrief(examination: Examination, version: string, now: number): Omit<Result, 'id' | 'at' | 'host' | 'ms'> {
  const report = toReport(examination, named({ version }));
  return { ...briefOf(report), ...watched(examination.facts, now) };
}
