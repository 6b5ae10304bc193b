import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

import type { Fault } from '../fault.js';

const DEFAULT_PAGE =
  '<!doctype html><html><head><title>Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>';

function* blanks(bytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  for (let left = bytes; left > 0; left -= chunk.length) yield left < chunk.length ? chunk.subarray(0, left) : chunk;
}

/** Answers a request with a fault: a broken, missing or misleading response. */
export function serveFault(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const send = (status: number, contentType: string, body: string): void => {
    response.writeHead(fault.status ?? status, { 'content-type': fault.contentType ?? contentType });
    response.end(fault.body ?? body);
  };
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
      request.socket.destroy();
      return;
    case 'redirect':
      response.writeHead(fault.status ?? 302, { location: fault.location ?? '/' });
      response.end();
      return;
    case 'empty':
      response.writeHead(fault.status ?? 500, { 'content-length': 0 });
      response.end();
      return;
    case 'html':
      return send(503, 'text/html;charset=UTF-8', DEFAULT_PAGE);
    case 'no-description':
      return send(400, 'application/json;charset=UTF-8', JSON.stringify({ error: 'invalid_grant' }));
    case 'raw':
      return send(200, 'text/plain', '');
    case 'huge':
      response.writeHead(fault.status ?? 200, {
        'content-type': 'application/json;charset=UTF-8',
        'content-length': fault.bytes,
      });
      Readable.from(blanks(fault.bytes)).pipe(response);
      return;
    case 'truncated':
      response.writeHead(fault.status ?? 400, {
        'content-type': 'application/json;charset=UTF-8',
        'content-length': 200,
      });
      response.write(fault.body ?? '{"error":"invalid_gr', () => request.socket.destroy());
      return;
  }
}
