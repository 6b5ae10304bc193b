import type { ClientRequest, IncomingMessage } from 'node:http';
import type { RequestOptions } from 'node:https';
import { announce } from './announce.js';
import type { Routes } from './routes.js';
import type { TunnelOptions } from './tunnel.js';
import { wayTo, type Way } from './way.js';
import type { Ways } from './ways.js';

/** How the tool reaches hosts. */
export interface NetworkOptions {
  /** Milliseconds after which a request is given up. */
  readonly timeoutMs?: number;
  /** A proxy to use instead of what `HTTPS_PROXY` and `NO_PROXY` say. */
  readonly proxy?: string;
  /** Further certificate authorities to trust (PEM), besides `NODE_EXTRA_CA_CERTS`. */
  readonly ca?: string;
  /** Places that are not asked again in this run, because they never answer. */
  readonly routes?: Routes;
  /** The connections of this run, kept between its requests; without it, each request opens its own. */
  readonly ways?: Ways;
  /** Ends every request of a run. */
  readonly deadline?: AbortSignal;
}

/** A request of ours. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How much of a body is read; what is longer is cut. */
  readonly maximumBytes?: number;
}

/** The response, or the reason why there is none. Never throws. */
export interface HttpReply {
  readonly status?: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body ended early, or was longer than the limit. */
  readonly cut?: 'truncated' | 'too-large';
  readonly problem?: 'dns' | 'refused' | 'reset' | 'tls' | 'timeout' | 'proxy' | 'network';
}

/** Milliseconds for one request, unless asked otherwise. */
export const DEFAULT_TIMEOUT_MS = 15_000;

const MAXIMUM_BODY_BYTES = 256 * 1024;

const PROBLEMS: readonly (readonly [RegExp, NonNullable<HttpReply['problem']>])[] = [
  [/ENOTFOUND|EAI_AGAIN/, 'dns'],
  [/ECONNREFUSED/, 'refused'],
  [/TimeoutError|ETIMEDOUT/, 'timeout'],
  [/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|ERR_SSL|EPROTO|wrong version number/i, 'tls'],
  [/proxy|socks/i, 'proxy'],
  [/ECONNRESET|EPIPE|HPE_/, 'reset'],
];

function problemOf(error: unknown): NonNullable<HttpReply['problem']> {
  const words: unknown[] = [];
  for (let at: unknown = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    const { name, message, code, cause } = at as Record<string, unknown>;
    words.push(name, message, code);
    at = cause;
  }
  const told = words.filter((word) => typeof word === 'string').join(' ');
  return PROBLEMS.find(([pattern]) => pattern.test(told))?.[1] ?? 'network';
}

function flatten(headers: NodeJS.Dict<string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, (values ?? []).join(', ')]));
}

/**
 * Sends one request: redirects are never followed, every wait has a limit, a long body is cut. The environment's
 * `HTTPS_PROXY`, `NO_PROXY` and `NODE_EXTRA_CA_CERTS` are honoured. What goes wrong is part of the reply; throws only for
 * a proxy that is none.
 */
export async function send(request: HttpRequest, network: NetworkOptions = {}): Promise<HttpReply> {
  const reply = await sendOnce(request, network);
  // The server closed a kept connection as the request went out. Only a request that changes nothing is sent again.
  const isStale = network.ways !== undefined && request.method === 'GET' && reply.problem === 'reset';
  return isStale ? sendOnce(request, { ...network, ways: undefined }) : reply;
}

async function sendOnce(request: HttpRequest, network: NetworkOptions): Promise<HttpReply> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, proxy, ca, routes, ways, deadline } = network;
  const { origin } = new URL(request.url);
  const way = await (ways?.to(request.url, proxy) ?? wayTo(request.url, proxy));
  try {
    const places = [origin, ...(way.proxy === undefined ? [] : [way.proxy])];
    if (deadline?.aborted === true || places.some((place) => routes?.isSilent(place)))
      return { headers: {}, text: '', problem: 'timeout' };
    const announced = announce(request, way.proxy);
    const reply = await ask(request, { way, ca, deadline, timeoutMs });
    announced(reply);
    if (reply.problem === undefined) for (const place of places) routes?.answered(place);
    if (reply.problem === 'timeout') routes?.timedOut(way.proxyAnswered() ? origin : way.proxy!);
    return reply;
  } finally {
    if (ways === undefined) way.agent.destroy();
  }
}

/** How a request is sent. */
interface Sending {
  readonly way: Way;
  readonly ca: string | undefined;
  readonly deadline: AbortSignal | undefined;
  readonly timeoutMs: number;
}

/**
 * Sends a request and hears its answer out. A fleet makes thousands in a row: nothing of one stays until its time limit, and
 * the body is heard without an iterator, which takes longer than the request.
 */
async function ask(request: HttpRequest, { way, ca, deadline, timeoutMs }: Sending): Promise<HttpReply> {
  const { url, method, headers, body, maximumBytes: maximum = MAXIMUM_BODY_BYTES } = request;
  const { request: open } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  return new Promise((resolve) => {
    const waiting = way.proxy === undefined ? undefined : new AbortController();
    const chunks: Buffer[] = [];
    let size = 0;
    let answered: Pick<HttpReply, 'status' | 'headers'> | undefined;
    let sent: ClientRequest | undefined;
    const end = (rest: Pick<HttpReply, 'cut' | 'problem'> = {}): void => {
      clearTimeout(timer);
      deadline?.removeEventListener('abort', stop);
      resolve({ headers: {}, ...answered, text: Buffer.concat(chunks).toString('utf8'), ...rest });
    };
    const fail = (problem: NonNullable<HttpReply['problem']>): void =>
      end(answered === undefined ? { problem } : { cut: 'truncated' });
    // A request that waits for its socket would not tell that it is destroyed.
    const giveUp = (problem: NonNullable<HttpReply['problem']>): void => {
      fail(problem);
      waiting?.abort();
      sent?.destroy();
    };
    const stop = (): void => giveUp(problemOf(deadline?.reason));
    const timer = setTimeout(() => giveUp('timeout'), timeoutMs);
    deadline?.addEventListener('abort', stop);
    const hear = (reply: IncomingMessage): void => {
      answered = { status: reply.statusCode!, headers: flatten(reply.headersDistinct) };
      reply
        .on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(size > maximum ? chunk.subarray(0, chunk.length - (size - maximum)) : chunk);
          if (size <= maximum) return;
          end({ cut: 'too-large' });
          sent?.destroy();
        })
        .on('end', () => end())
        .on('error', (error) => fail(problemOf(error)));
    };
    const options: RequestOptions & TunnelOptions = {
      method,
      headers: { 'user-agent': 'sf-jwt-doctor', accept: 'application/json', ...headers },
      agent: way.agent,
      waitMs: timeoutMs,
      ...(waiting !== undefined && { givenUp: waiting.signal }),
      ...(ca !== undefined && { ca }),
    };
    try {
      sent = open(url, options, hear).on('error', (error) => fail(problemOf(error)));
      sent.end(body);
    } catch (error) {
      fail(problemOf(error));
    }
  });
}
