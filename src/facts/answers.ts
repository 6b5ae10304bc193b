import { JWT_BEARER_GRANT } from '../salesforce/grant.js';
import { hostFacts } from '../salesforce/hosts.js';
import { matchAnswer } from '../answers/match-answer.js';
import type { AnswerId } from '../answers/index.js';
import type { ShapeId } from '../answers/no-oauth.js';
import type { TokenAnswer } from './vocabulary.js';

/** True for an answer with a token. A status 200 without a body counts, because people remove tokens. */
export function isToken({ error, problem, status, bodyKind, token }: TokenAnswer): boolean {
  if (token !== undefined) return token;
  return error === undefined && problem === undefined && status === 200 && bodyKind === undefined;
}

/** Classifies an answer: a known OAuth answer, a shape without an OAuth error, or a token. */
export function readAnswer(answer: TokenAnswer): { answer?: AnswerId; shape?: ShapeId; token?: true } {
  if (isToken(answer)) return { token: true };
  const id = matchAnswer(answer.error, answer.description);
  if (id !== undefined) return { answer: id };
  return { shape: shapeOf(answer) };
}

function shapeOf(answer: TokenAnswer): ShapeId {
  if (answer.problem === 'dns') return 'no-such-host';
  if (answer.problem !== undefined) return 'no-connection';
  if (answer.error !== undefined || (answer.description ?? '') !== '') return 'unknown';
  const { status = 0, bodyKind, body } = answer;
  if (status >= 300 && status < 400) return 'redirect';
  if (status >= 500) return 'server-fault';
  if (bodyKind === 'html' || /^\s*<(!doctype|html)/i.test(body ?? '')) return 'html-page';
  if (bodyKind === 'truncated' || bodyKind === 'too-large') return 'cut-answer';
  if (bodyKind === 'empty' || body === '') return 'empty-answer';
  return 'unknown';
}

/** True when both requests went to the same host with the same audience. */
export function sameQuestion(a: TokenAnswer, b: TokenAnswer): boolean {
  return questionOf(a) === questionOf(b);
}

/** The origin of an answer's audience, or the audience as sent; undefined when unknown. */
export function audienceOrigin(answer: Pick<TokenAnswer, 'audience'>): string | undefined {
  return answer.audience === undefined ? undefined : (hostFacts(answer.audience)?.origin ?? answer.audience);
}

/** The answers by time if all times are known, else by their position in the evidence, else in the given order. */
function inTime(answers: readonly TokenAnswer[]): readonly TokenAnswer[] {
  if (answers.every(({ at }) => at !== undefined))
    return [...answers].sort((a, b) => Date.parse(a.at!) - Date.parse(b.at!) || (a.order ?? 0) - (b.order ?? 0));
  return answers.every(({ order }) => order !== undefined) ? [...answers].sort((a, b) => a.order! - b.order!) : answers;
}

/** The intended attempts: all that are not marked as side attempts of a client. */
function meant(answers: readonly TokenAnswer[]): readonly TokenAnswer[] {
  const own = inTime(answers).filter((answer) => answer.intended !== false);
  return own.length > 0 ? own : answers;
}

/**
 * The answer to explain: the last refusal among the intended attempts, or the last token when none was refused. Undefined
 * without an answer.
 */
export function meantAnswer(answers: readonly TokenAnswer[]): TokenAnswer | undefined {
  const candidates = meant(answers);
  const refused = candidates.filter((answer) => !isToken(answer));
  if (refused.length === 0) return candidates.at(-1);
  const last = candidates.at(-1)!;
  // A token ends the failures of its own user, but not those of other users.
  const open = refused.filter((answer) => isOtherUser(answer, last));
  if (isToken(last) && open.length > 0 && open.every((answer) => !isCured(answer, candidates))) return open.at(-1);
  if (isToken(last) && !isIntermittent(answers)) return last;
  return refused.at(-1);
}

function isOtherUser(a: TokenAnswer, b: TokenAnswer): boolean {
  return a.subject !== undefined && b.subject !== undefined && a.subject.toLowerCase() !== b.subject.toLowerCase();
}

/** True when the user of a refusal got a token later. */
function isCured(refusal: TokenAnswer, answers: readonly TokenAnswer[]): boolean {
  return answers
    .slice(answers.indexOf(refusal) + 1)
    .some((answer) => isToken(answer) && !isOtherUser(answer, refusal) && answer.subject !== undefined);
}

/** Host and audience of a request, as one text. */
function questionOf(answer: TokenAnswer): string {
  return `${hostFacts(answer.url)?.origin ?? answer.url} ${audienceOrigin(answer) ?? ''}`;
}

/** True when the same request changed between refused and accepted more than once. */
export function isIntermittent(answers: readonly TokenAnswer[]): boolean {
  const seen = new Map<string, { last: boolean; changes: number }>();
  for (const answer of answers) {
    const question = questionOf(answer);
    const now = isToken(answer);
    const before = seen.get(question);
    const changes = before === undefined ? 0 : before.changes + (before.last === now ? 0 : 1);
    seen.set(question, { last: now, changes });
  }
  return [...seen.values()].some(({ changes }) => changes > 1);
}

/** True for the grant type of the JWT bearer flow. */
export function isJwtGrant(grantType: string): boolean {
  return grantType.trim() === JWT_BEARER_GRANT;
}

/**
 * What login.salesforce.com and test.salesforce.com answered in the call that ended with the answer to explain. A client
 * that tries several hosts asks both, and a user lives behind one of them.
 */
export function answersOfGenericHosts(answers: readonly TokenAnswer[]): AnswerId[] {
  const call = meantAnswer(answers)?.order;
  return answers
    .filter(({ order, url }) => order === call && GENERIC.has(hostFacts(url)?.kind ?? ''))
    .flatMap((answer) => readAnswer(answer).answer ?? []);
}

const GENERIC: ReadonlySet<string> = new Set(['login', 'test']);
