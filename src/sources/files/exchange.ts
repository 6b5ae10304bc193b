/** One request and what came back, as far as a paste shows them. */
export interface Exchange {
  readonly request?: HttpMessage & { readonly method: string; readonly target: string };
  readonly response?: HttpMessage & { readonly status: number };
}

/** Headers (names in lower case) and body; `body` is undefined where the paste leaves it out. */
interface HttpMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The line of the paste where the message starts, from 1. */
  readonly line: number;
}

/**
 * The absolute URL a request went to: an absolute target as it stands, else with the `Host` header over https.
 * Undefined where the paste has no `Host`.
 */
export function urlOf(request: NonNullable<Exchange['request']>): string | undefined {
  const { target, headers } = request;
  if (/^https?:\/\//i.test(target)) return target;
  const host = headers['host'];
  return host === undefined ? undefined : `https://${host}${target.startsWith('/') ? '' : '/'}${target}`;
}
