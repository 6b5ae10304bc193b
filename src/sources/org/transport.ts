import { PassThrough } from 'node:stream';
import { send, type HttpReply, type NetworkOptions } from '../http.js';

/** A request as jsforce hands it to its transport. */
interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface TransportResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer that did not come, or not whole. */
class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
}

const METHODS = ['POST', 'PATCH', 'DELETE'] as const;

// The metadata of a large profile has several megabytes.
const MOST_BYTES = 20 * 1024 * 1024;

async function answer(request: TransportRequest, network: NetworkOptions): Promise<TransportResponse> {
  const reply: HttpReply = await send(
    {
      method: METHODS.find((method) => method === request.method) ?? 'GET',
      url: request.url,
      maximumBytes: MOST_BYTES,
      ...(request.headers && { headers: request.headers }),
      ...(typeof request.body === 'string' && { body: request.body }),
    },
    network,
  );
  const { status, headers, text, problem, cut } = reply;
  if (problem !== undefined) throw new UnansweredError(problem);
  if (cut !== undefined) throw new UnansweredError(cut);
  if (status !== undefined && status >= 300 && status < 400) throw new UnansweredError('redirect');
  return { statusCode: status ?? 0, headers, body: text };
}

/**
 * The way jsforce sends its requests here: through the one that the whole tool takes, with its limits of time and size,
 * its proxy and its authorities. jsforce's own bounds the wait for the head of an answer only, and reads no NO_PROXY.
 */
export function limitedTransport(network: NetworkOptions): object {
  return {
    httpRequest: (request: TransportRequest) =>
      Object.assign(answer(request, network), { stream: () => new PassThrough() }),
  };
}
