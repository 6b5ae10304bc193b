import { describe } from '@jest/globals';
import { checkTable, disputed, unknown } from '../support/check-table.js';

const OPEN = 'open client-state-broken: client.error';
const keychain = { kind: 'client', text: 'Failed to decipher auth data' };

describe('the client itself', () => {
  checkTable({ check: 'client' }, [
    [
      'is broken where it says so',
      { 'client.error': keychain },
      'fail client-state-broken client-error/keychain proven',
    ],
    [
      'is broken where its runtime is too old',
      { 'client.error': { kind: 'client', text: 'structuredClone is not defined' } },
      'fail client-state-broken client-error/runtime-too-old proven',
    ],
    [
      'is not judged by an error of another program',
      { 'client.error': { ...keychain, kind: 'unrelated' } },
      'open client-state-broken',
    ],
    [
      'is not judged by an error about the key',
      { 'client.error': { kind: 'client', text: 'bad decrypt' } },
      'open client-state-broken',
    ],
    ['stays open without an error', {}, OPEN],
    ['stays open where its error is not known', { 'client.error': unknown() }, OPEN],
    [
      'stays open where its error is disputed',
      { 'client.error': disputed(keychain, { kind: 'client', text: 'x' }) },
      OPEN,
    ],
  ]);
});
