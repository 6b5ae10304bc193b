import type { Dispatcher } from 'undici';

/** How the tool reaches hosts. */
export interface NetworkOptions {
  /** Milliseconds after which a request is given up. */
  readonly timeoutMs?: number;
  /** A proxy to use instead of what `HTTPS_PROXY` and `NO_PROXY` say. */
  readonly proxy?: string;
  /** Further certificate authorities to trust (PEM), besides `NODE_EXTRA_CA_CERTS`. */
  readonly ca?: string;
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

/** What came back, or why nothing did. Never throws it. */
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
const DEFAULT_TIMEOUT_MS = 15_000;

const MAXIMUM_BODY_BYTES = 256 * 1024;

const PROBLEMS: readonly (readonly [RegExp, NonNullable<HttpReply['problem']>])[] = [
  [/ENOTFOUND|EAI_AGAIN/, 'dns'],
  [/ECONNREFUSED/, 'refused'],
  [/Proxy response/, 'proxy'],
  [/TimeoutError|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT/, 'timeout'],
  [/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|ERR_SSL|EPROTO|wrong version number/i, 'tls'],
  [/UND_ERR_PRX|proxy/i, 'proxy'],
  [/ECONNRESET|UND_ERR_SOCKET|EPIPE|other side closed|HPE_/, 'reset'],
];

function problemOf(error: unknown): NonNullable<HttpReply['problem']> {
  const words: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    words.push(at.name, at.message, code);
  }
  const told = words.join(' ');
  return PROBLEMS.find(([pattern]) => pattern.test(told))?.[1] ?? 'network';
}

function isLoopbackUrl(url: string): boolean {
  return /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:|\/|$)/i.test(url);
}

async function dispatcherFor(url: string, { proxy, ca }: NetworkOptions): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import('undici');
  const tls = ca === undefined ? {} : { ca };
  // A request to this very machine never takes the way through a proxy.
  if (isLoopbackUrl(url)) return new Agent({ connect: tls });
  const explicit = proxy === undefined ? {} : { httpProxy: proxy, httpsProxy: proxy, noProxy: '' };
  return new EnvHttpProxyAgent({ ...explicit, connect: tls, requestTls: tls });
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/**
 * Sends one request: redirects are never followed, every wait has a limit, a long body is cut. The environment's
 * `HTTPS_PROXY`, `NO_PROXY` and `NODE_EXTRA_CA_CERTS` are honoured. What goes wrong is part of the reply.
 */
export async function send(request: HttpRequest, network: NetworkOptions = {}): Promise<HttpReply> {
  const dispatcher = await dispatcherFor(request.url, network);
  const signal = AbortSignal.timeout(network.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  let status: number | undefined;
  let headers: Record<string, string> = {};
  const { maximumBytes: maximum = MAXIMUM_BODY_BYTES } = request;
  const chunks: Buffer[] = [];
  const text = () => Buffer.concat(chunks).toString('utf8');
  try {
    const { request: ask } = await import('undici');
    const reply = await ask(request.url, {
      method: request.method,
      headers: { 'user-agent': 'sf-jwt-doctor', accept: 'application/json', ...request.headers },
      body: request.body ?? null,
      dispatcher,
      signal,
    });
    status = reply.statusCode;
    headers = flatten(reply.headers);
    let size = 0;
    for await (const chunk of reply.body) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      chunks.push(bytes);
      if (size > maximum) return { status, headers, text: text().slice(0, maximum), cut: 'too-large' };
    }
    return { status, headers, text: text() };
  } catch (error) {
    if (status !== undefined) return { status, headers, text: text(), cut: 'truncated' };
    return { headers: {}, text: '', problem: problemOf(error) };
  } finally {
    await dispatcher.destroy().catch(() => undefined);
  }
}
