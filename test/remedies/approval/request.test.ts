import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { makeAuthorization, requireCallback } from '../../../src/remedies/approval/request.js';
import { readPastedRedirect } from '../../../src/remedies/approval/redirect.js';

const WISH = {
  origin: 'https://acme.my.salesforce.com',
  clientId: '3MVG9.some_key',
  callback: 'http://localhost:1717/OauthRedirect',
  scopes: ['api', 'refresh_token'],
  freshLogin: true,
  username: 'ci+prod@acme.example.com',
};

describe('the request that the browser opens', () => {
  it('asks with PKCE, a state, both scopes and the user who is to log in', () => {
    const { url, state, verifier } = makeAuthorization(WISH);
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe('https://acme.my.salesforce.com/services/oauth2/authorize');
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: '3MVG9.some_key',
      redirect_uri: 'http://localhost:1717/OauthRedirect',
      scope: 'api refresh_token',
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      prompt: 'login consent',
      login_hint: 'ci+prod@acme.example.com',
    });
    expect(url).not.toContain(verifier);
    expect(verifier.length).toBeGreaterThanOrEqual(43);
  });

  it('leaves out what is not wished for: all scopes of the app, whoever is logged in', () => {
    const { username: _, ...wish } = WISH;
    const { searchParams } = new URL(makeAuthorization({ ...wish, scopes: [], freshLogin: false }).url);
    expect([searchParams.get('scope'), searchParams.get('login_hint'), searchParams.get('prompt')]).toEqual([
      null,
      null,
      'consent',
    ]);
  });

  it('is another one each time', () => {
    const [one, two] = [makeAuthorization(WISH), makeAuthorization(WISH)];
    expect(one.state).not.toBe(two.state);
    expect(one.verifier).not.toBe(two.verifier);
  });
});

describe('a callback URL', () => {
  it.each([
    'http://localhost:1717/OauthRedirect',
    'http://127.0.0.1:8080/cb',
    'http://[::1]:9/',
    'http://localhost/cb',
  ])('may be %s', (url) => expect(requireCallback(url, '--callback-url').href).toBe(url));

  it.each([
    ['https://localhost:1717/OauthRedirect', 'only this machine can listen there'],
    ['http://example.com/cb', 'only this machine can listen there'],
    ['http://localhost.evil.example/cb', 'only this machine can listen there'],
    ['com.acme:/callback', 'not a URL'],
    ['localhost:1717', 'not a URL'],
    ['nothing', 'not a URL'],
    ['http://u:p@localhost:1717/cb', 'nothing else'],
    ['http://localhost:0/cb', 'nothing else'],
    ['http://localhost:1717/cb?x=1', 'nothing else'],
  ])('may not be %s', (url, why) => expect(() => requireCallback(url, '--callback-url')).toThrow(why));
});

describe('a pasted address', () => {
  const callback = new URL('http://localhost:1717/OauthRedirect');
  const read = (text: string) => readPastedRedirect(text, callback, 'ours');

  it('is read with blanks and quotes around', () => {
    expect(read('  "http://localhost:1717/OauthRedirect?code=aPrx%3D%3D&state=ours" ')).toEqual({
      kind: 'code',
      code: 'aPrx==',
    });
  });

  it.each([
    ['', 'no-url'],
    ['aPrxOnlyTheCode', 'no-url'],
    ['https://acme.my.salesforce.com/?code=x&state=ours', 'other-address'],
    ['http://localhost:1717/OauthRedirect', 'no-state'],
    ['http://localhost:1717/OauthRedirect?code=x&state=theirs', 'wrong-state'],
  ])('that is none is refused: %s', (text, why) => expect(read(text)).toBe(why));
});
