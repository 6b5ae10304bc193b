import { channel } from 'node:diagnostics_channel';

/** A request of ours, as it is announced: when it is sent, and when it is over. */
export interface Announced {
  readonly method: string;
  readonly url: string;
  readonly proxy?: string;
  /** Undefined when the request is sent. */
  readonly over?: {
    readonly status?: number;
    readonly problem?: string;
    /** Milliseconds since it was sent. */
    readonly ms: number;
  };
}

/** Who listens here hears of every request. */
export const REQUESTS = channel('sf-jwt-doctor:requests');

/** Announces a request to those who listen; the result announces its end. */
export function announce(
  { method, url }: Pick<Announced, 'method' | 'url'>,
  proxy: string | undefined,
): (reply: { readonly status?: number; readonly problem?: string }) => void {
  if (!REQUESTS.hasSubscribers) return () => undefined;
  const request = { method, url, ...(proxy !== undefined && { proxy }) };
  const sent = performance.now();
  REQUESTS.publish(request satisfies Announced);
  return ({ status, problem }) => {
    const ms = Math.round(performance.now() - sent);
    const over = { ms, ...(status !== undefined && { status }), ...(problem !== undefined && { problem }) };
    REQUESTS.publish({ ...request, over } satisfies Announced);
  };
}
