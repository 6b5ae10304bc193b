import { describe } from '@jest/globals';
import { answer, checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const STORED: Facts = { 'app.certificate': { thumbprint: 'aabb' } };
const MADE = { action: 'insertApplication' };

describe('the certificate of the app', () => {
  const none = (code: string) => `fail certificate-missing certificate/${code} proven`;
  checkTable({ check: 'certificate', about: 'certificate-missing' }, [
    ['is stored', STORED, 'clear certificate-missing certificate/stored'],
    ['is not stored', { 'app.certificate': null }, none('none-stored')],
    [
      'is not stored, and the audit trail tells nothing of it',
      { 'app.certificate': null, 'org.changes': [] },
      none('none-stored'),
    ],
    [
      'is gone',
      { 'app.certificate': null, 'org.changes': [MADE, { action: 'changeApplicationCertificate' }] },
      none('vanished'),
    ],
    [
      'was never there since the app was made',
      { 'app.certificate': null, 'org.changes': [MADE] },
      'moot certificate-missing certificate/never-switched-on',
    ],
    [
      'stays open where it may not be seen',
      { 'app.certificate': unknown('denied') },
      'open certificate-missing: app.certificate',
    ],
    [
      'stays open where it is disputed',
      { 'app.certificate': disputed(null, { thumbprint: 'aabb' }) },
      'open certificate-missing: app.certificate',
    ],
  ]);
});

describe('the JWT bearer flow', () => {
  const off = (code: string) => `fail jwt-flow-disabled certificate/${code} proven`;
  checkTable({ check: 'certificate', about: 'jwt-flow-disabled' }, [
    ['is on', { ...STORED, 'app.jwtFlow': true }, 'clear jwt-flow-disabled certificate/jwt-flow-on'],
    ['is off', { ...STORED, 'app.jwtFlow': false }, off('jwt-flow-off')],
    [
      'was never on where no certificate ever came',
      { 'app.certificate': null, 'org.changes': [MADE] },
      off('never-switched-on'),
    ],
    ['stays open where only its certificate is known', STORED, 'open jwt-flow-disabled: app.jwtFlow'],
    [
      'stays open where it is disputed',
      { ...STORED, 'app.jwtFlow': disputed(true, false) },
      'open jwt-flow-disabled: app.jwtFlow',
    ],
  ]);
});

describe('the key that signs', () => {
  const OPEN = 'open certificate-mismatch';
  const MATCHES = 'clear certificate-mismatch certificate/matches';
  const DIFFERS = 'fail certificate-mismatch certificate/differs proven';
  checkTable({ check: 'certificate', about: 'certificate-mismatch' }, [
    ['is that of the certificate', { ...STORED, 'key.thumbprint': 'aabb' }, MATCHES],
    ['is that of the certificate in another spelling', { ...STORED, 'key.thumbprint': 'AA:BB ' }, MATCHES],
    ['is another one', { ...STORED, 'key.thumbprint': 'ccdd' }, DIFFERS],
    [
      'is told by the assertion before the key file',
      { ...STORED, 'key.thumbprint': 'aabb', 'assertion.signedBy': 'ccdd' },
      DIFFERS,
    ],
    [
      'is not this one, by the signature',
      { ...STORED, 'assertion.notSignedBy': ['AA:BB'] },
      'fail certificate-mismatch certificate/signature-differs proven',
    ],
    [
      'may still be this one, by the signature',
      { ...STORED, 'assertion.notSignedBy': ['ccdd'] },
      `${OPEN}: key.thumbprint`,
    ],
    [
      'is another one than that of the file',
      { 'certificate.file': { thumbprint: 'aabb' }, 'key.thumbprint': 'ccdd' },
      'fail certificate-mismatch certificate/file-differs suspected',
    ],
    [
      'is not proven by the file on disk',
      { 'certificate.file': { thumbprint: 'aabb' }, 'key.thumbprint': 'aabb' },
      `${OPEN}: app.certificate`,
    ],
    [
      'is no question without a certificate',
      { 'app.certificate': null, 'key.thumbprint': 'aabb' },
      'moot certificate-mismatch certificate/none-stored',
    ],
    ['stays open where it is masked', { ...STORED, 'key.thumbprint': '***' }, `${OPEN}: key.thumbprint`],
    [
      'stays open where it is disputed',
      { ...STORED, 'key.thumbprint': disputed('aabb', 'ccdd') },
      `${OPEN}: key.thumbprint`,
    ],
    ['stays open without facts', {}, `${OPEN}: app.certificate, key.thumbprint`],
  ]);
});

describe('the end of the certificate', () => {
  const ends: Facts = { 'app.certificate': { notAfter: '2026-11-20T12:00:00Z' } };
  const saidAt = (at: string): Facts => ({ ...ends, 'token.answers': [answer('a token', { at })] });
  checkTable({ check: 'certificate', about: 'warnings' }, [
    ['lies behind', ends, 'warn certificate/expired', '2026-11-20T12:00:01Z'],
    ['is now', ends, [], '2026-11-20T12:00:00Z'],
    [
      'is judged by the clock of the server',
      saidAt('2026-11-21T00:00:00Z'),
      'warn certificate/expired',
      '2026-11-01T00:00:00Z',
    ],
    ['is judged by the clock of the server, either way', saidAt('2026-11-01T00:00:00Z'), [], '2026-11-21T00:00:00Z'],
    ['is not judged without a time', ends, []],
  ]);
});
