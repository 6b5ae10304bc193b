import type { SourceFact } from '../../facts/store.js';
import { scrubText } from '../../redaction/scrub.js';
import { vendorOf } from '../../answers/vendors.js';

/** The URL of a token endpoint, on any host. */
export const TOKEN_URL = /https?:\/\/[^\s"'`<>]{1,300}?\/services\/oauth2\/token/;

// Clients name the flow that an error belongs to.
const OTHER_FLOWS: readonly (readonly [RegExp, string])[] = [
  [/authenticating with the refresh token/i, 'refresh_token'],
  [/authenticating with auth code/i, 'authorization_code'],
];

const GRANT =
  /\bgrant_type\\?["']?\s{0,3}[=:]\s{0,3}\\?["']?(password|refresh_token|client_credentials|authorization_code|device)\b/;

/** The flow that a text is about, if it isn't JWT bearer. */
export function flowIn(text: string): string | undefined {
  const grant = /jwt-bearer|\bassertion=/.test(text) ? undefined : GRANT.exec(text)?.[1];
  return grant ?? OTHER_FLOWS.find(([pattern]) => pattern.test(text))?.[1];
}

// Words of a SOAP login. Beside an answer of the token endpoint they belong to another attempt.
const PASSWORD_LOGIN = /\bINVALID_LOGIN\b|Invalid username, password, security token/;

const OAUTH_WORDS = /\b(?:invalid_(?:grant|client|scope|request)|consent_required|unauthorized_client|oauth2?)\b/i;
const CONTEXT = /salesforce|sfdc|force\.com/i;
// An answer in a log whose words are all unknown.
const MEMBER =
  /\\?["']error\\?["']\s{0,5}(?::|=>)\s{0,5}\\?["']([A-Za-z_]{4,60})\\?["'](?:[^{}]{0,40}?error_description\\?["']\s{0,5}(?::|=>)\s{0,5}\\?["']([^"'\\]{1,300}))?/;
// Messages of clients that keep only the status of an answer, or only its code.
const STATUS_OF_URL =
  /\b([45]\d\d)\b[^\n]{0,80}?(https?:\/\/[^\s"'`<>]{1,300}?\/services\/oauth2\/token)|(https?:\/\/[^\s"'`<>]{1,300}?\/services\/oauth2\/token)[^\n]{0,80}?\b([45]\d\d)\b/;
// A token endpoint of any vendor.
const ANY_TOKEN_URL =
  /https?:\/\/[^\s"'`<>/]{1,200}\/[^\s"'`<>]{0,200}?(?<![A-Za-z])(?:token|oauth2?)(?![A-Za-z])[^\s"'`<>]{0,200}/i;
const SALESFORCE_HOST = /salesforce|\bforce\.com|\/services\/oauth2\//i;

/** The token endpoint of another vendor in a text that names none of Salesforce; undefined where there is none. */
export function otherEndpointIn(text: string): string | undefined {
  const url = ANY_TOKEN_URL.exec(text)?.[0];
  return url === undefined || SALESFORCE_HOST.test(text)
    ? undefined
    : url.split('?')[0]!.replace(/(?<![.,;:)\]}])[.,;:)\]}]+$/, '');
}
const STATUS_OF_JSFORCE = /\bERROR_HTTP_([45]\d\d)\b/;
const CODE = /(?:^|[\s:="'({[])(invalid_grant|invalid_client)(?!\w)/m;
// Messages of clients that hide the whole answer (reported). They only show that there was one.
const HIDDEN = /Unable to complete the JWT token exchange|Bad request - please check your parameters/i;
// The Salesforce CLI prints this each time the API refuses a token. Once is normal after a session has ended (reported).
const REFUSED_AGAIN = /Access token has expired\. Updating[\s\S]{0,20000}?Access token has expired\. Updating/;
const API_CODE = /\b(INVALID_SESSION_ID|UNAUTHENTICATED)\b[:,"' ]{0,6}([^\n"]{0,200})/;
const METADATA_HEADERS = /An authentication exception occurred\. Provide valid authentication via metadata headers/;
const NOTHING_SENT =
  /You must submit either a security token or organizationId|You must provide login information or an instance and token/;

function lineOf(text: string, tells: (line: string) => boolean): string {
  return scrubText((text.split('\n').find(tells) ?? '').trim()).slice(0, 500);
}

/** The status where a client keeps nothing else of the token endpoint's answer, with the URL if it is told. */
function statusTold(text: string): { status: number; url?: string } | undefined {
  const [, before, asked, called, after] = STATUS_OF_URL.exec(text) ?? [];
  const [status, url] = [before ?? after, asked ?? called];
  if (status !== undefined && url !== undefined) return { status: Number(status), url };
  const [, code] = STATUS_OF_JSFORCE.exec(text) ?? [];
  if (code !== undefined) return { status: Number(code) };
  return HIDDEN.test(text) ? { status: 400 } : undefined;
}

/** The same in one line of a text. */
export function statusIn(line: string): ReturnType<typeof statusTold> {
  return line.length > 4000 ? undefined : statusTold(line);
}

function answerOf(text: string): { url: string; status?: number; error?: string; description?: string } | undefined {
  const url = (TOKEN_URL.exec(text) ?? ANY_TOKEN_URL.exec(text))?.[0].split('?')[0] ?? '';
  const [, error, description] = MEMBER.exec(text) ?? [];
  if (error !== undefined) return { url, error, ...(description !== undefined && { description }) };
  const kept = statusTold(text);
  if (kept !== undefined) return { url, ...kept };
  const [, bare] = CODE.exec(text) ?? [];
  return bare !== undefined && (CONTEXT.test(text) || text.trim() === bare) ? { url, error: bare } : undefined;
}

/** The API's answer to a token, if the text has one. The login itself succeeded then. */
function apiAnswerOf(text: string): { errorCode: string; message?: string } | undefined {
  const [, errorCode, message = ''] = API_CODE.exec(text) ?? [];
  if (errorCode !== undefined) return { errorCode, ...(message.trim() !== '' && { message: message.trim() }) };
  if (METADATA_HEADERS.test(text)) return { errorCode: 'UNAUTHENTICATED' };
  return REFUSED_AGAIN.test(text)
    ? { errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }
    : undefined;
}

/**
 * The facts in a text without known words: another flow or vendor, an error code, a status, or only that there was an
 * answer. Empty when the text mentions no answer.
 */
export function remainsOf(text: string, source: string): SourceFact[] {
  const flow = flowIn(text) ?? (PASSWORD_LOGIN.test(text) ? 'password' : undefined);
  if (flow !== undefined) return [{ name: 'request.grantType', value: flow, source }];
  if (vendorOf(text) !== undefined && OAUTH_WORDS.test(text)) {
    const description = lineOf(text, (line) => vendorOf(line) !== undefined);
    return [{ name: 'token.answers', value: [{ url: '', description }], source }];
  }
  const api = apiAnswerOf(text);
  if (api !== undefined) return [{ name: 'api.answers', value: [api], source }];
  const answer = answerOf(text);
  if (answer !== undefined) return [{ name: 'token.answers', value: [answer], source }];
  if (!NOTHING_SENT.test(text)) return [];
  const told = lineOf(text, (line) => NOTHING_SENT.test(line));
  return [{ name: 'client.error', value: { kind: 'arguments-missing', text: told }, source }];
}
