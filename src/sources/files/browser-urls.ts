import type { SourceFact } from '../../facts/store.js';
import { AUTHORIZE_PATH, TOKEN_PATH } from '../../salesforce/grant.js';
import { hostFacts } from '../../salesforce/hosts.js';
import { matchAnswer } from '../../answers/match-answer.js';
import { isMasked } from '../../facts/masks.js';

const URLS = /https?:\/\/[^\s"'<>\\)\]}]+/g;
const REFUSED = /(?:[?&#]error=|\berror=(?=OAUTH_))([\w%.+-]{3,60})(?:[&\s;]+error_description=([^&"'<>\r\n]{1,300}))?/;
const MOST_URLS = 2000;

interface BrowserUrl {
  readonly url: string;
  readonly line: number;
  readonly query: URLSearchParams;
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text.replace(/\+/g, ' ')).trim();
  } catch {
    return text;
  }
}

function urlsIn(lines: readonly string[]): BrowserUrl[] {
  const urls: BrowserUrl[] = [];
  lines.forEach((text, index) => {
    if (urls.length > MOST_URLS || text.length > 20_000 || !text.includes('://')) return;
    for (const [url] of text.matchAll(URLS)) {
      const query = /[?#]([^]*)$/.exec(url)?.[1];
      if (query !== undefined) urls.push({ url, line: index + 1, query: new URLSearchParams(query) });
    }
  });
  return urls;
}

/** A refusal by the authorize page: in the callback URL, or as a program logged it. */
function refusal(lines: readonly string[], name: string): SourceFact[] {
  const index = lines.findLastIndex((line) => line.length < 20_000 && REFUSED.test(line));
  const [, code, words] = index === -1 ? [] : REFUSED.exec(lines[index]!)!;
  const [error, description] = [decoded(code), decoded(words)];
  if (error === undefined || (!/^OAUTH_/.test(error) && matchAnswer(error, description) === undefined)) return [];
  const value = { error, ...(description !== undefined && { description }) };
  return [{ name: 'authorize.answer', value, source: `${name}, line ${index + 1}` }];
}

/** Reads an authorize URL: the host, and the app's consumer key. */
function authorizeFacts({ url, line, query }: BrowserUrl, name: string): SourceFact[] {
  const source = `${name}, line ${line}`;
  const key = query.get('client_id');
  const host = hostFacts(url);
  const facts: SourceFact[] = [];
  if (key !== null && key !== '' && !isMasked(key) && !/[<{$]/.test(key))
    facts.push({ name: 'app.consumerKey', value: key, source, rank: 'stated' });
  if (host !== undefined && ['login', 'test', 'my-domain', 'instance'].includes(host.kind))
    facts.push({ name: 'request.url', value: `${host.origin}${TOKEN_PATH}`, source, rank: 'stated' });
  return facts;
}

/** A browser login that returned a code: an attempt to approve, with the requested scopes. */
function attempts(urls: readonly BrowserUrl[], name: string): SourceFact[] {
  const asked = urls.findLast(({ url }) => url.includes(AUTHORIZE_PATH));
  const back = urls.findLast(({ query, url }) => query.has('code') && !/\/services\/oauth2\//.test(url));
  if (back === undefined) return [];
  const scopes = asked?.query
    .get('scope')
    ?.split(/[\s+]+/)
    .filter(Boolean);
  const host = asked === undefined ? undefined : hostFacts(asked.url)?.origin;
  const attempt = { flow: 'web-server' as const, ...(scopes && { scopes }), ...(host !== undefined && { host }) };
  return [{ name: 'approval.attempts', value: [attempt], source: `${name}, line ${back.line}` }];
}

/**
 * The facts in the URLs of a browser login: a refusal by the authorize page, a consent that returned a code, and the app
 * and host that a client suggests for approving.
 */
export function browserFacts(lines: readonly string[], name: string): SourceFact[] {
  const urls = urlsIn(lines);
  const suggested = urls.find(({ url }) => url.includes(AUTHORIZE_PATH));
  return [
    ...refusal(lines, name),
    ...attempts(urls, name),
    ...(suggested === undefined ? [] : authorizeFacts(suggested, name)),
  ];
}
