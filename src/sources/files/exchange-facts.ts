import { isToken } from '../../facts/answers.js';
import { isMasked } from '../../facts/masks.js';
import type { SourceFact } from '../../facts/store.js';
import type { FactValue, TokenAnswer } from '../../facts/vocabulary.js';
import { AUTHORIZE_PATH, JWT_BEARER_GRANT } from '../../salesforce/grant.js';
import { decodeAssertion, type DecodedAssertion } from '../assertion/decode.js';
import { toAnswer } from '../token-endpoint.js';
import { urlOf, type Exchange } from './exchange.js';
import type { Reading } from './shape.js';

type Attempt = FactValue<'approval.attempts'>[number];

const BROWSER = /Mozilla\/5\.0/;

/** A URL as a report may show it: no query, no user information. */
function withoutQuery(url: string): string {
  return url.split(/[?#]/)[0]!.replace(/^(https?:\/\/)[^/@]*@/i, '$1');
}

interface TokenExchange {
  readonly facts: SourceFact[];
  readonly answer?: TokenAnswer;
  readonly isJwt: boolean;
  readonly decoded?: DecodedAssertion;
}

/** The fields of a form body, even one wrapped over lines; without a body, those of the query. */
function formOf(request: NonNullable<Exchange['request']>, url: string): URLSearchParams | undefined {
  if (request.body !== undefined && !/^\s*[{[<]/.test(request.body))
    return new URLSearchParams(request.body.replace(/\n\s{0,50}&/g, '&').trim());
  if (request.body !== undefined) return undefined;
  const query = url.includes('?') ? new URLSearchParams(url.slice(url.indexOf('?') + 1)) : undefined;
  return query?.has('grant_type') || query?.has('assertion') ? query : undefined;
}

/** The assertion as it was sent. A `+` of standard base64 must not become a blank. */
function rawAssertion(request: NonNullable<Exchange['request']>, form: URLSearchParams): string | null {
  const raw = /(?:^|&)\s*assertion=([^&]*)/.exec(request.body ?? '')?.[1];
  if (raw === undefined) return form.get('assertion');
  try {
    return decodeURIComponent(raw.trim());
  } catch {
    return raw.trim();
  }
}

/** A hidden or shortened assertion is unknown, never malformed. */
function isHidden(assertion: string): boolean {
  const text = assertion.trim();
  return (
    isMasked(text) ||
    /^[<[$*{]/.test(text) ||
    /^(redacted|hidden|removed|masked|jwt|token|assertion|x{3,})$/i.test(text) ||
    /(\.{3}|…|x{4,}|\*{2,})$/.test(text)
  );
}

function jsonFields(body: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

function readTokenExchange({ request, response, at }: Exchange, name: string): TokenExchange {
  const source = `${name}, line ${request?.line ?? response?.line ?? 1}`;
  const url = (request && urlOf(request)) ?? '';
  const facts: SourceFact[] = [];
  let decoded: DecodedAssertion | undefined;
  let grantType: string | undefined;
  if (request) {
    if (url !== '') facts.push({ name: 'request.url', value: withoutQuery(url), source });
    facts.push({ name: 'request.method', value: request.method, source });
    const contentType = request.headers['content-type'];
    const showsHeaders = request.hasAllHeaders ?? Object.keys(request.headers).length > 2;
    if (contentType !== undefined || (showsHeaders && request.method === 'POST'))
      facts.push({ name: 'request.contentType', value: contentType ?? 'none', source });
    const form = formOf(request, url);
    const fields = form === undefined ? jsonFields(request.body) : Object.fromEntries(form);
    const names = Object.keys(fields).map((name) => (/^[\w.-]{1,64}$/.test(name) ? name : '[name removed]'));
    if (names.length > 0) facts.push({ name: 'request.parameters', value: names, source });
    const grant = fields['grant_type'];
    if (typeof grant === 'string' && grant !== '') {
      grantType = grant;
      facts.push({ name: 'request.grantType', value: grant, source });
    }
    const assertion = form === undefined ? fields['assertion'] : rawAssertion(request, form);
    if (typeof assertion === 'string' && !isHidden(assertion)) {
      decoded = decodeAssertion(assertion, source);
      facts.push(...decoded.facts);
    }
  }
  if (response?.status === 200) facts.push(...tokenFacts(response.body, source));
  const reply = response && {
    ...(response.status !== undefined && { status: response.status }),
    headers: response.headers,
    text: response.body ?? '',
  };
  const answer = reply && withoutGuess(toAnswer(withoutQuery(url), reply), response);
  return {
    facts,
    isJwt: grantType === undefined || grantType === JWT_BEARER_GRANT || decoded !== undefined,
    ...(decoded && { decoded }),
    ...(answer && {
      answer: {
        ...(at !== undefined && { at }),
        ...answer,
        ...(decoded?.audience !== undefined && { audience: decoded.audience }),
        ...(decoded?.subject !== undefined && { subject: decoded.subject }),
      },
    }),
  };
}

/** A body that the paste leaves out is neither an empty answer nor a token. */
function withoutGuess(
  { bodyKind, token, ...answer }: TokenAnswer,
  response: NonNullable<Exchange['response']>,
): TokenAnswer {
  const isPage = /html/i.test(response.headers['content-type'] ?? '');
  if (response.body === undefined) return { ...answer, token: false, ...(isPage && { bodyKind: 'html' as const }) };
  return { ...answer, ...(bodyKind && { bodyKind }), ...(token !== undefined && { token }) };
}

/** The facts in a token response, without the token itself. */
function tokenFacts(body: string | undefined, source: string): SourceFact[] {
  const { access_token: token, scope } = jsonFields(body);
  if (typeof token !== 'string' || token.trim() === '') return [];
  const facts: SourceFact[] = [];
  if (typeof scope === 'string') facts.push({ name: 'token.scope', value: scope.split(/\s+/).filter(Boolean), source });
  if (!isMasked(token) && !token.startsWith('[')) {
    facts.push({ name: 'token.format', value: token.split('.').length === 3 ? 'jwt' : 'opaque', source });
  }
  return facts;
}

function readApproval({ request }: Exchange): Attempt | undefined {
  if (request === undefined) return undefined;
  const url = urlOf(request) ?? request.target;
  const scope = new URLSearchParams(url.split('?')[1] ?? request.body ?? '').get('scope');
  const isBrowser = request.method === 'GET' && BROWSER.test(request.headers['user-agent'] ?? '');
  if (!isBrowser && request.method !== 'POST') return undefined;
  const host = /^https?:\/\/[^/?]+/.exec(url)?.[0];
  return {
    flow: isBrowser ? 'web-server' : 'http-client',
    ...(scope && { scopes: scope.split(/\s+/) }),
    ...(host && { host }),
  };
}

const FAULT =
  /<(?:\w+:)?faultcode[^>]*>(?:\w+:)?([A-Z_]{4,60})<[\s\S]{0,300}?<(?:\w+:)?faultstring[^>]*>(?:\1:\s*)?([^<]{1,400})</;

/** The code and the message of a SOAP fault: an answer of the API, never of the token endpoint. */
function soapFault(text: string): { errorCode: string; message: string } | undefined {
  const [, errorCode, message] = FAULT.exec(text) ?? [];
  return errorCode === undefined || errorCode === 'INVALID_LOGIN' ? undefined : { errorCode, message: message!.trim() };
}

function readApiAnswer({ request, response, at }: Exchange): FactValue<'api.answers'>[number] | undefined {
  if (response === undefined) return undefined;
  const text = response.body ?? '';
  let first: unknown;
  try {
    const parsed: unknown = JSON.parse(text);
    first = Array.isArray(parsed) ? parsed[0] : parsed;
  } catch {
    first = undefined;
  }
  const { errorCode, message } = (first ?? soapFault(text) ?? {}) as { errorCode?: unknown; message?: unknown };
  const isApi = request !== undefined && /\/services\/(data|Soap|async)\//.test(request.target);
  if (!isApi && typeof errorCode !== 'string') return undefined;
  return {
    ...(request && { url: withoutQuery(urlOf(request) ?? '') }),
    ...(response.status !== undefined && { status: response.status }),
    ...(typeof errorCode === 'string' && { errorCode }),
    ...(typeof message === 'string' && { message }),
    ...(at !== undefined && { at }),
  };
}

/** Whether an exchange came to a token or an answer of the API, and the words with which it was refused. */
export function outcomeOf(exchange: Exchange): Omit<FactValue<'controls'>[number], 'what'> {
  const { error, error_description: description } = jsonFields(exchange.response?.body);
  const { errorCode, message } = readApiAnswer(exchange) ?? {};
  const words = { error: errorCode ?? error, description: message ?? description };
  return {
    works: (exchange.response?.status ?? 400) < 300 && !/^\s*<(?:!doctype|html)/i.test(exchange.response?.body ?? ''),
    ...(typeof words.error === 'string' && { error: words.error }),
    ...(typeof words.description === 'string' && { description: words.description }),
  };
}

/** True for a token request to another path or vendor, recognised by its form or its answer. */
function carriesGrant({ request, response }: Exchange): boolean {
  if (request === undefined || /\/services\/(?:oauth2|data|Soap)\//.test(request.target)) return false;
  if (/(?:^|[&"{\s])(?:grant_type|assertion)\b/.test(request.body ?? '')) return true;
  const answer = jsonFields(response?.body);
  return typeof answer['error'] === 'string' || typeof answer['access_token'] === 'string';
}

/** True where an earlier request with the same unique ID (`jti`) got a token. */
function wasAccepted(meant: TokenExchange, all: readonly TokenExchange[]): boolean {
  const id = meant.decoded?.id;
  return (
    id !== undefined &&
    all
      .slice(0, all.indexOf(meant))
      .some(({ answer, decoded }) => decoded?.id === id && answer !== undefined && isToken(answer))
  );
}

function isTokenTarget(exchange: Exchange): boolean {
  return exchange.request !== undefined && /\/services\/oauth2\/token\b/.test(exchange.request.target);
}

/**
 * The facts of a list of exchanges from any shape of paste: the intended token request (the last JWT request, or the last
 * one that was refused), every answer, attempts to approve, and later API calls.
 */
export function factsOfExchanges(exchanges: readonly Exchange[], name: string): Reading {
  const facts: SourceFact[] = [];
  const tokenExchanges: (TokenExchange & { readonly index: number })[] = [];
  // What was asked one after the other are attempts of their own: anything may have been changed in between.
  const placed = <T extends object>(answer: T, index: number): T =>
    exchanges.length > 1 ? { ...answer, order: index + 1 } : answer;
  for (const [index, exchange] of exchanges.entries()) {
    const target = exchange.request?.target ?? '';
    const api = readApiAnswer(exchange);
    if (target.includes(AUTHORIZE_PATH) && !/jwt-bearer|(?:^|[&"])assertion\b/.test(exchange.request?.body ?? '')) {
      const attempt = readApproval(exchange);
      if (attempt)
        facts.push({ name: 'approval.attempts', value: [attempt], source: `${name}, line ${exchange.request!.line}` });
    } else if (api !== undefined) facts.push({ name: 'api.answers', value: [placed(api, index)], source: name });
    else if (
      isTokenTarget(exchange) ||
      exchange.request === undefined ||
      carriesGrant(exchange) ||
      target.includes(AUTHORIZE_PATH)
    )
      tokenExchanges.push({ ...readTokenExchange(exchange, name), index });
  }
  const ours = tokenExchanges.some(({ isJwt }) => isJwt) ? tokenExchanges.filter(({ isJwt }) => isJwt) : tokenExchanges;
  const meant =
    ours.findLast(({ answer }) => answer === undefined || answer.error !== undefined || answer.status !== 200) ??
    ours.at(-1);
  facts.push(...(meant?.facts ?? []));
  for (const exchange of tokenExchanges) {
    if (!exchange.answer) continue;
    const side = exchange !== meant && !ours.includes(exchange);
    facts.push({
      name: 'token.answers',
      value: [placed({ ...exchange.answer, ...(side && { intended: false }) }, exchange.index)],
      source: name,
    });
  }
  if (meant !== undefined && wasAccepted(meant, tokenExchanges))
    facts.push({ name: 'assertion.acceptedBefore', value: true, source: name });
  const compact = meant?.decoded?.compact;
  return { facts, ...(compact !== undefined && { assertions: [compact] }) };
}
