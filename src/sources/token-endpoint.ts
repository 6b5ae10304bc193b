import type { SourceFact } from '../facts/store.js';
import { rememberSecret } from '../redaction/own-secrets.js';
import { scrubText } from '../redaction/scrub.js';
import type { TokenAnswer } from '../facts/vocabulary.js';
import { JWT_BEARER_GRANT, TOKEN_PATH } from '../salesforce/grant.js';
import { requireTokenHost } from './guard.js';
import { send, type HttpReply, type NetworkOptions } from './http.js';

/** One attempt at the token endpoint. */
export interface TokenAttempt {
  /** The origin of the host to ask, already let through by the guard. */
  readonly origin: string;
  readonly assertion: string;
  readonly audience: string;
  readonly subject?: string;
  readonly consumerKey?: string;
  readonly intended: boolean;
}

/** A token, for the next call only: it is never shown and never stored. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly instanceUrl?: string;
}

/** The outcome of an attempt. */
export interface TokenOutcome {
  readonly answer: TokenAnswer;
  readonly facts: SourceFact[];
  readonly token?: IssuedToken;
  /** Epoch milliseconds of the server's `Date`. */
  readonly serverTime?: number;
}

interface OAuthBody {
  readonly error?: string;
  readonly error_description?: string;
  readonly access_token?: string;
  readonly instance_url?: string;
  readonly scope?: string;
}

const BODY_KEPT = 2000;
const DESCRIPTION_KEPT = 1000;

function parseBody(text: string): OAuthBody | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The token of a body. An empty one opens nothing, so it is none. */
function tokenOf(body: OAuthBody | undefined): string | undefined {
  return string(body?.access_token)?.trim() || undefined;
}

/** The kind of an answer's body, whatever its status. */
function bodyKindOf({
  text,
  cut,
  headers,
}: Pick<HttpReply, 'text' | 'cut' | 'headers'>): NonNullable<TokenAnswer['bodyKind']> {
  if (cut !== undefined) return cut;
  if (text.trim() === '') return 'empty';
  if (parseBody(text) !== undefined) return 'json';
  if (/html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(text)) return 'html';
  return /^\s*[{[]/.test(text) ? 'truncated' : 'text';
}

/** Turns a reply into the fact it is. */
export function toAnswer(url: string, reply: HttpReply): TokenAnswer {
  if (reply.problem !== undefined) return { url, problem: reply.problem };
  const body = parseBody(reply.text);
  const error = string(body?.error);
  const description = string(body?.error_description)?.slice(0, DESCRIPTION_KEPT);
  const bodyKind = bodyKindOf(reply);
  const date = Date.parse(reply.headers['date'] ?? '');
  const location = reply.headers['location'];
  return {
    url,
    ...(reply.status !== undefined && { status: reply.status }),
    ...(error !== undefined && { error }),
    ...(description !== undefined && { description }),
    ...(!Number.isNaN(date) && { at: new Date(date).toISOString() }),
    bodyKind,
    token: reply.status === 200 && tokenOf(body) !== undefined,
    ...(bodyKind !== 'json' && reply.text.trim() !== '' && { body: scrubText(reply.text.slice(0, BODY_KEPT)) }),
    ...(location !== undefined && { location: scrubText(location) }),
  };
}

/** Sends the token request as Salesforce documents it. The caller has let the host through the guard. */
function postAssertion(origin: string, assertion: string, network: NetworkOptions): Promise<HttpReply> {
  return send(
    {
      method: 'POST',
      url: `${origin}${TOKEN_PATH}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: JWT_BEARER_GRANT, assertion }).toString(),
    },
    network,
  );
}

/** A quick attempt: a token, or the reply that has to be explained. */
export type QuickOutcome =
  { readonly token: IssuedToken } | { readonly reply: HttpReply; readonly answer: TokenAnswer };

/**
 * Posts one assertion and tells only whether a token came. For many logins in one process: nothing of a success is kept.
 * Throws for a host that an assertion must not go to.
 */
export async function askQuickly(
  { origin, assertion, audience, subject }: Omit<TokenAttempt, 'intended' | 'consumerKey'>,
  network: NetworkOptions,
  allowedHosts: readonly string[] = [],
): Promise<QuickOutcome> {
  requireTokenHost(origin, 'the token endpoint', allowedHosts);
  const reply = await postAssertion(origin, assertion, network);
  const body = reply.status === 200 ? parseBody(reply.text) : undefined;
  const accessToken = tokenOf(body);
  if (accessToken !== undefined) {
    const instanceUrl = string(body?.instance_url);
    return { token: { accessToken, ...(instanceUrl !== undefined && { instanceUrl }) } };
  }
  rememberSecret(assertion);
  const answer = { ...toAnswer(`${origin}${TOKEN_PATH}`, reply), audience, intended: true };
  return { reply, answer: { ...answer, ...(subject !== undefined && { subject }) } };
}

/**
 * Posts one assertion as Salesforce documents it, and keeps whatever comes back. An assertion is a credential: the host
 * is looked at once more here, whoever asks. Throws for a host that it must not go to.
 */
export async function askForToken(
  attempt: TokenAttempt,
  network: NetworkOptions,
  allowedHosts: readonly string[] = [],
): Promise<TokenOutcome> {
  requireTokenHost(attempt.origin, 'the token endpoint', allowedHosts);
  rememberSecret(attempt.assertion);
  const url = `${attempt.origin}${TOKEN_PATH}`;
  const source = `the token endpoint of ${attempt.origin}`;
  const reply = await postAssertion(attempt.origin, attempt.assertion, network);
  const { audience, subject, consumerKey, intended } = attempt;
  const answer: TokenAnswer = {
    ...toAnswer(url, reply),
    audience,
    ...(subject !== undefined && { subject }),
    ...(consumerKey !== undefined && { consumerKey }),
    intended,
  };
  const facts: SourceFact[] = [{ name: 'token.answers', value: [answer], source }];
  const serverTime = answer.at === undefined ? undefined : Date.parse(answer.at);
  const body = reply.problem === undefined ? parseBody(reply.text) : undefined;
  const accessToken = tokenOf(body);
  if (accessToken !== undefined) rememberSecret(accessToken);
  const base = { answer, facts, ...(serverTime !== undefined && { serverTime }) };
  if (reply.status !== 200 || accessToken === undefined) return base;

  const instanceUrl = string(body?.instance_url);
  const scope = string(body?.scope);
  if (intended) {
    if (scope !== undefined) facts.push({ name: 'token.scope', value: scope.split(/\s+/).filter(Boolean), source });
    facts.push({ name: 'token.format', value: accessToken.split('.').length === 3 ? 'jwt' : 'opaque', source });
  }
  return { ...base, token: { accessToken, ...(instanceUrl !== undefined && { instanceUrl }) } };
}
