import { createHash, timingSafeEqual } from 'node:crypto';

/** The answer that the browser brings to the callback. */
export type Redirect =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'error'; readonly error: string; readonly description?: string };

/** Why an address is not the answer to the request. */
export type Strange = 'wrong-state' | 'no-state' | 'no-answer' | 'no-url' | 'other-address';

const LONGEST_TEXT = 300;

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Reads the parameters of the callback. The state has to be the one of the request. */
export function readRedirect(parameters: URLSearchParams, state: string): Redirect | Strange {
  const given = parameters.get('state');
  if (given === null || given === '') return 'no-state';
  if (!sameText(given, state)) return 'wrong-state';
  const error = parameters.get('error');
  if (error !== null && error !== '') {
    const description = parameters.get('error_description');
    return {
      kind: 'error',
      error: error.slice(0, LONGEST_TEXT),
      ...(description !== null && description !== '' && { description: description.slice(0, LONGEST_TEXT) }),
    };
  }
  const code = parameters.get('code');
  return code === null || code === '' ? 'no-answer' : { kind: 'code', code };
}

/** Reads the address that a person copied out of the browser. */
export function readPastedRedirect(text: string, callback: URL, state: string): Redirect | Strange {
  let url: URL;
  try {
    url = new URL(text.trim().replace(/^["'<]+|(?<!["'>])["'>]+$/g, ''));
  } catch {
    return 'no-url';
  }
  if (url.host !== callback.host || url.pathname !== callback.pathname) return 'other-address';
  return readRedirect(url.searchParams, state);
}
