/** One request and its response, as far as a paste shows them. */
export interface Exchange {
  /** `hasAllHeaders`: a header that is not listed was not sent. */
  readonly request?: HttpMessage & {
    readonly method: string;
    readonly target: string;
    readonly hasAllHeaders?: boolean;
  };
  /** `status` is absent where a client shows the body alone. */
  readonly response?: HttpMessage & { readonly status?: number };
  /** The ISO time that the log shows beside it. */
  readonly at?: string;
}

/** Headers (names in lower case) and body; `body` is undefined when the paste leaves it out. */
interface HttpMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The line of the paste where the message starts, from 1. */
  readonly line: number;
}

/**
 * The absolute URL of a request. A relative target is completed with the `Host` header and https; undefined when the
 * paste has no `Host`.
 */
export function urlOf(request: NonNullable<Exchange['request']>): string | undefined {
  const { target, headers } = request;
  if (/^https?:\/\//i.test(target)) return target;
  const host = headers['host'];
  return host === undefined ? undefined : `https://${host}${target.startsWith('/') ? '' : '/'}${target}`;
}
