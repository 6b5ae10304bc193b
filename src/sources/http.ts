import type { IncomingMessage } from 'node:http';
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
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = deadline === undefined ? limit : AbortSignal.any([limit, deadline]);
    const announced = announce(request, way.proxy);
    const reply = await ask(request, { way, ca, signal, timeoutMs });
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
  /** Gives the request up. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Sends a request; resolves with the headers of its answer. */
async function open(
  { url, method, headers, body }: HttpRequest,
  { way, ca, signal, timeoutMs }: Sending,
): Promise<IncomingMessage> {
  const { request } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const options: RequestOptions & TunnelOptions = {
      method,
      headers: { 'user-agent': 'sf-jwt-doctor', accept: 'application/json', ...headers },
      agent: way.agent,
      givenUp: signal,
      waitMs: timeoutMs,
      ...(ca !== undefined && { ca }),
    };
    const sent = request(url, options, resolve).on('error', reject);
    // A request that waits for its socket would not tell that it is destroyed.
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
      sent.destroy();
    });
    sent.end(body);
  });
}

async function ask(request: HttpRequest, sending: Sending): Promise<HttpReply> {
  let answered: Pick<HttpReply, 'status' | 'headers'> | undefined;
  const { maximumBytes: maximum = MAXIMUM_BODY_BYTES } = request;
  const chunks: Buffer[] = [];
  const text = () => Buffer.concat(chunks).toString('utf8');
  try {
    const reply = await open(request, sending);
    answered = { status: reply.statusCode!, headers: flatten(reply.headersDistinct) };
    let size = 0;
    for await (const chunk of reply) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      chunks.push(bytes);
      if (size > maximum) return { ...answered, text: text().slice(0, maximum), cut: 'too-large' };
    }
    return { ...answered, text: text() };
  } catch (error) {
    if (answered !== undefined) return { ...answered, text: text(), cut: 'truncated' };
    return { headers: {}, text: '', problem: problemOf(error) };
  }
}
