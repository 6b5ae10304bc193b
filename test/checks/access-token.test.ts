import { describe, expect, it } from '@jest/globals';
import { checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const JWT = ['warn access-token/jwt', 'open token-format-jwt'];
const UNKNOWN = 'open token-format-jwt: app.issuesJwtAccessTokens';
const REFUSED = 'fail token-format-jwt access-token/jwt-refused proven';

function refused(errorCode: string, message?: string): Facts {
  return { 'token.format': 'jwt', 'api.answers': [{ errorCode, ...(message !== undefined && { message }) }] };
}

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
