import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { askPage } from '../../../src/remedies/approval/preflight.js';

let server: Server | undefined;
afterEach(() => void server?.close());

/** What is made of a page that answers in one way. */
async function asked(status: number, headers: Record<string, string>, body = '') {
  server = createServer((_, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return askPage(`http://127.0.0.1:${port}/services/oauth2/authorize?client_id=x`, { timeoutMs: 3000 });
}

const MISMATCH = {
  kind: 'refuses',
  refusal: {
    error: 'redirect_uri_mismatch',
    description: 'redirect_uri must match configuration',
    answer: 'redirectUriMismatch',
  },
};
const WORDS = 'error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration';
const html = { 'content-type': 'text/html' };

describe('a page that refuses', () => {
  it.each<[string, number, Record<string, string>, string]>([
    ['redirects to an error page', 302, { location: `/setup/secur/RemoteAccessErrorPage.apexp?${WORDS}&state=s` }, ''],
    ['redirects to the callback', 302, { location: `http://localhost:1717/OauthRedirect?${WORDS}` }, ''],
    ['redirects with a fragment', 302, { location: `/error#${WORDS}` }, ''],
    ['says so as plain text', 400, { 'content-type': 'text/plain' }, WORDS],
    [
      'redirects by a script',
      200,
      html,
      `<script>window.location.replace("/error?${WORDS.replace('&', '&amp;')}")</script>`,
    ],
    [
      'says so as JSON',
      400,
      { 'content-type': 'application/json' },
      '{"error":"redirect_uri_mismatch","error_description":"redirect_uri must match configuration"}',
    ],
  ])('%s', async (_what, status, headers, body) => expect(await asked(status, headers, body)).toEqual(MISMATCH));

  it('is read with a hyphen in the code, as the documentation writes it', async () => {
    const answer = await asked(302, { location: '/cb?error=access-denied' });
    expect(answer).toEqual({ kind: 'refuses', refusal: { error: 'access-denied', answer: 'accessDenied' } });
  });

  it('is believed with words that are not known', async () => {
    const answer = await asked(302, { location: '/error?error=SOMETHING_NEW&error_description=who+knows' });
    expect(answer).toEqual({ kind: 'refuses', refusal: { error: 'SOMETHING_NEW', description: 'who knows' } });
  });
});

describe('a page that asks for a login', () => {
  it.each<[string, number, Record<string, string>, string]>([
    ['by a redirect', 302, { location: '/?ec=302&startURL=%2Fsetup%2Fsecur%2Fx%3Ferror%3Dno' }, ''],
    ['at once', 200, html, '<title>Login</title><script>var error=null; if (x && error=undefined) {}</script>'],
  ])('%s', async (_what, status, headers, body) =>
    expect(await asked(status, headers, body)).toEqual({ kind: 'asks-for-login' }),
  );
});

describe('no page at all', () => {
  it.each<[number, string, string]>([
    [404, '<html></html>', 'status 404'],
    [503, '', 'status 503'],
    [200, '<title>Data Not Available</title>', 'the page "Data Not Available"'],
  ])('%i', async (status, body, problem) =>
    expect(await asked(status, html, body)).toEqual({ kind: 'no-page', problem }),
  );
});
