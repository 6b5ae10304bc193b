import { matchAnswer } from '../../answers/match-answer.js';
import type { AnswerId } from '../../answers/index.js';
import { send, type HttpReply, type NetworkOptions } from '../../sources/http.js';

/** A refusal in the words of the server. */
export interface Refusal {
  readonly error?: string;
  readonly description?: string;
  /** The known answer that it is. */
  readonly answer?: AnswerId;
}

/** The authorize page's answer to a request without a browser. */
export type PageAnswer =
  | { readonly kind: 'asks-for-login' }
  | { readonly kind: 'refuses'; readonly refusal: Refusal }
  | { readonly kind: 'no-page'; readonly problem: string };

/** Reads an error code and its words; spellings with a hyphen are documented beside those with an underscore. */
export function readRefusal(error: string | undefined, description: string | undefined): Refusal {
  const answer = matchAnswer(error?.replaceAll('-', '_'), description);
  return {
    ...(error !== undefined && { error }),
    ...(description !== undefined && description !== '' && { description }),
    ...(answer !== undefined && { answer }),
  };
}

function fromParameters(parameters: URLSearchParams): Refusal | undefined {
  const error = parameters.get('error') ?? parameters.get('ErrorCode');
  if (error === null || error === '') return undefined;
  return readRefusal(error, parameters.get('error_description') ?? parameters.get('ErrorDescription') ?? undefined);
}

function fromLocation(location: string, base: string): Refusal | undefined {
  let url: URL;
  try {
    url = new URL(location, base);
  } catch {
    return undefined;
  }
  return fromParameters(url.searchParams) ?? fromParameters(new URLSearchParams(url.hash.slice(1)));
}

/** An error in a body, as JSON or as parameters in a page or a plain text. */
function fromBody(text: string): Refusal | undefined {
  try {
    const { error, error_description: description } = JSON.parse(text) as Record<string, unknown>;
    if (typeof error === 'string') return readRefusal(error, typeof description === 'string' ? description : undefined);
  } catch {
    // Not JSON: read as text below.
  }
  const carried = /(?:^|[?&;\s"'])(error=[A-Za-z_-]{3,60}(?:&(?:amp;)?error_description=[^&"'<>\n]{1,300})?)/.exec(
    text,
  );
  const refusal =
    carried === null ? undefined : fromParameters(new URLSearchParams(carried[1]!.replaceAll('&amp;', '&')));
  // The scripts of a login page may contain such words, so a code without a description has to be a known one.
  return refusal?.answer === undefined && refusal?.description === undefined ? undefined : refusal;
}

function isGone({ text }: HttpReply): boolean {
  return /<title>\s*Data Not Available/i.test(text);
}

/**
 * Requests the authorize page like a browser in which nobody is logged in, and follows no redirect. A refusal that would
 * hit everybody is then known before a browser opens (reported: a redirect to RemoteAccessErrorPage).
 */
export async function askPage(url: string, network: NetworkOptions): Promise<PageAnswer> {
  const reply = await send({ method: 'GET', url, headers: { accept: 'text/html' } }, network);
  const { status, problem, headers, text } = reply;
  if (status === undefined) return { kind: 'no-page', problem: problem ?? 'network' };
  const location = headers['location'];
  const refusal = location === undefined ? fromBody(text) : fromLocation(location, url);
  if (refusal !== undefined) return { kind: 'refuses', refusal };
  if (status >= 400) return { kind: 'no-page', problem: `status ${status}` };
  return isGone(reply) ? { kind: 'no-page', problem: 'the page "Data Not Available"' } : { kind: 'asks-for-login' };
}
