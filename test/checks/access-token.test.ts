import { describe, expect, it } from '@jest/globals';
import { answer, checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const JWT = ['warn access-token/jwt', 'open token-format-jwt'];
const UNKNOWN = 'open token-format-jwt: app.issuesJwtAccessTokens';
const REFUSED = 'fail token-format-jwt access-token/jwt-refused proven';

function refused(errorCode: string, message?: string): Facts {
  return { 'token.format': 'jwt', 'api.answers': [{ errorCode, ...(message !== undefined && { message }) }] };
}

describe('a session that the API does not know any more', () => {
  const ended = (token: string | undefined, refusal: string | undefined): Facts => ({
    'token.answers': [answer('a token', token === undefined ? {} : { at: token })],
    'api.answers': [
      {
        errorCode: 'INVALID_SESSION_ID',
        message: 'Session expired or invalid',
        ...(refusal !== undefined && { at: refusal }),
      },
    ],
  });
  const PERHAPS = [UNKNOWN, 'warn access-token/session-may-have-ended'];
  checkTable({ check: 'access-token' }, [
    ['may have ended', ended(undefined, undefined), PERHAPS],
    ['may have ended hours later', ended('2026-11-20T10:00:00Z', '2026-11-20T13:00:00Z'), PERHAPS],
    ['has not ended by itself within minutes', ended('2026-11-20T10:00:00Z', '2026-11-20T10:01:00Z'), UNKNOWN],
    [
      'may have ended where the token is opaque',
      { ...ended(undefined, undefined), 'token.format': 'opaque' },
      ['clear token-format-jwt access-token/opaque', PERHAPS[1]!],
    ],
  ]);
});

describe('the access token', () => {
  checkTable({ check: 'access-token' }, [
    ['is opaque', { 'token.format': 'opaque' }, 'clear token-format-jwt access-token/opaque'],
    [
      'is opaque where the app issues no JWT',
      { 'app.issuesJwtAccessTokens': false },
      'clear token-format-jwt access-token/opaque',
    ],
    ['is a JWT, which may be fine', { 'token.format': 'jwt' }, [JWT[0]!, `${JWT[1]!}: api.answers`]],
    ['is a JWT where the app issues them', { 'app.issuesJwtAccessTokens': true }, [JWT[0]!, `${JWT[1]!}: api.answers`]],
    ['is a JWT that an API refuses', refused('INVALID_JWT_FORMAT'), REFUSED],
    [
      'is a JWT that an API takes for an expired session',
      refused('INVALID_SESSION_ID', 'Session expired or invalid'),
      REFUSED,
    ],
    ['is a JWT that an exchange refuses', refused('invalid_subject_token'), REFUSED],
    ['is a JWT, and another refusal says nothing of it', refused('API_DISABLED_FOR_ORG'), JWT],
    [
      'is opaque, and a refusal says nothing of it',
      { ...refused('INVALID_JWT_FORMAT'), 'token.format': 'opaque' },
      'clear token-format-jwt access-token/opaque',
    ],
    [
      'is a JWT, says the client that refuses it',
      { 'client.error': { kind: 'client', text: 'SOAP API does not support JWT-based access tokens' } },
      'fail token-format-jwt access-token/refused-by-client proven',
    ],
    ['stays open without facts', {}, UNKNOWN],
    ['stays open where nobody saw it', { 'token.format': unknown('masked') }, UNKNOWN],
    [
      'stays open where its format is disputed',
      { 'token.format': disputed('jwt' as const, 'opaque' as const) },
      UNKNOWN,
    ],
  ]);

  it('is of no known format in a paste that masks it', async () => {
    const evidence = JSON.stringify({ access_token: '***', token_type: 'Bearer', scope: 'api' });
    const { examine, readPaste } = await import('../../src/index.js');
    const { checks } = examine(await readPaste(evidence, 'the answer'));
    expect(checks.find(({ id }) => id === 'access-token')).toMatchObject({ status: 'unknown' });
  });
});
