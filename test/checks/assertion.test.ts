import { describe } from '@jest/globals';
import { checkTable, disputed, unknown, type Row } from '../support/check-table.js';

describe('the algorithm', () => {
  const OPEN = 'open algorithm-unsupported: assertion.algorithm';
  checkTable({ check: 'assertion', about: 'algorithm-unsupported' }, [
    ['is RS256', { 'assertion.algorithm': 'RS256' }, 'clear algorithm-unsupported assertion/rs256'],
    ['is another one', { 'assertion.algorithm': 'RS512' }, 'fail algorithm-unsupported assertion/algorithm proven'],
    [
      'is spelled in capitals',
      { 'assertion.algorithm': 'rs256' },
      'fail algorithm-unsupported assertion/algorithm proven',
    ],
    ['stays open without facts', {}, OPEN],
    ['stays open where it was not seen', { 'assertion.algorithm': unknown('absent-in-reply') }, OPEN],
    ['stays open where it is masked', { 'assertion.algorithm': '***' }, OPEN],
    ['stays open where it is disputed', { 'assertion.algorithm': disputed('RS256', 'HS256') }, OPEN],
  ]);
});

describe('the form of the assertion', () => {
  const shapes = ['empty', 'pem', 'encrypted-jwt', 'not-three-parts', 'blanks', 'standard-base64', 'characters'];
  const parts = ['header-not-json', 'claims-not-json', 'no-claims', 'missing-claim', 'unsigned'];
  const malformed = (code: string) => `fail assertion-malformed assertion/${code} proven`;
  const decoded = { 'assertion.algorithm': 'RS256', 'assertion.expiresAt': 1_795_600_000 } as const;
  checkTable({ check: 'assertion', about: 'assertion-malformed' }, [
    ['is that of a JWT', decoded, 'clear assertion-malformed assertion/well-formed'],
    // An algorithm that somebody names says nothing about the rest.
    [
      'stays open where only the algorithm is known',
      { 'assertion.algorithm': 'RS256' },
      'open assertion-malformed: assertion.expiresAt',
    ],
    ...[...shapes, ...parts].map((kind): Row => [
      kind,
      { 'assertion.algorithm': 'RS256', 'assertion.problem': `${kind}: sub` },
      malformed(kind),
    ]),
    ['was not sent', { 'assertion.algorithm': 'RS256', 'request.parameters': ['grant_type'] }, malformed('not-sent')],
    [
      'was sent',
      { ...decoded, 'request.parameters': ['assertion'] },
      'clear assertion-malformed assertion/well-formed',
    ],
    [
      'stays open where it was sent and not seen',
      { 'request.parameters': ['assertion'] },
      'open assertion-malformed: assertion.algorithm, assertion.expiresAt',
    ],
    [
      'stays open where no parameter was seen',
      { 'request.parameters': [] },
      'open assertion-malformed: assertion.algorithm, assertion.expiresAt',
    ],
    ['stays open without facts', {}, 'open assertion-malformed: assertion.algorithm, assertion.expiresAt'],
  ]);
});
