import { PassThrough } from 'node:stream';
import { send, type HttpReply, type NetworkOptions } from '../http.js';

/** A request to the API of an org, as jsforce hands it to its transport. */
export interface OrgRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The answer of the API, whatever its status. */
export interface OrgResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why a request was not sent, or why its answer cannot be used. */
export type Unanswered =
  NonNullable<HttpReply['problem'] | HttpReply['cut']> | 'redirect' | 'page' | 'another-host' | 'no-requests-left';

/** A request without an answer that can be used. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';

  constructor(readonly problem: Unanswered) {
    super(problem);
  }
}

/** The limits on the requests of a session. */
export interface Limits {
  /** The only host that the session goes to. */
  readonly origin: string;
  readonly network: NetworkOptions;
  /** Counts a request; false when no more may be made. */
  readonly spend: () => boolean;
}

const METHODS = ['POST', 'PATCH', 'DELETE'] as const;

// The metadata of a large profile has several megabytes.
const MOST_BYTES = 20 * 1024 * 1024;

const SOAP_ANSWER = /<\w+:Envelope[\s>][^]*?<\w+:Body>\s*<(\w+:)?\w+Response[\s/>][^]*<\/\w+:Envelope>\s*$/;

/** A web page in answer to a SOAP call would be read as an empty result, which would prove that the org has no apps. */
function isPage({ url }: OrgRequest, { status, headers, text }: HttpReply): boolean {
  const isSoapCall = new URL(url).pathname.startsWith('/services/Soap/');
  const isXml = /^(text|application)\/xml(;|$)/.test(headers['content-type'] ?? '');
  return isSoapCall && status === 200 && !(isXml && SOAP_ANSWER.test(text));
}

/**
 * Sends a request within the limits. Throws an UnansweredError for one that may not be made, and for an answer that is none of
 * the API's.
 */
export async function answer(request: OrgRequest, { origin, network, spend }: Limits): Promise<OrgResponse> {
  if (new URL(request.url).origin !== new URL(origin).origin) throw new UnansweredError('another-host');
  if (!spend()) throw new UnansweredError('no-requests-left');
  const reply = await send(
    {
      method: METHODS.find((method) => method === request.method) ?? 'GET',
      url: request.url,
      maximumBytes: MOST_BYTES,
      ...(request.headers && { headers: request.headers }),
      ...(typeof request.body === 'string' && { body: request.body }),
    },
    network,
  );
  const { status = 0, headers, text, problem, cut } = reply;
  if (problem !== undefined) throw new UnansweredError(problem);
  if (cut !== undefined) throw new UnansweredError(cut);
  if (status >= 300 && status < 400) throw new UnansweredError('redirect');
  if (isPage(request, reply)) throw new UnansweredError('page');
  return { statusCode: status, headers, body: text };
}

/**
 * The transport below jsforce: one host, a limited number of requests, and for each one the time limit, size limit, proxy
 * and certificate authorities of the whole tool, without redirects and retries. The transport of jsforce limits only the
 * wait for the headers, follows redirects, retries, and ignores NO_PROXY.
 */
export function limitedTransport(limits: Limits): object {
  return {
    httpRequest: (request: OrgRequest) => Object.assign(answer(request, limits), { stream: () => new PassThrough() }),
  };
}
