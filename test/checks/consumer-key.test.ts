import { describe } from '@jest/globals';
import { checkTable, disputed, unknown, type Facts, type Row } from '../support/check-table.js';

const KEY = `3MVG9${'a'.repeat(40)}`;

function sent(issuer: string): Facts {
  return { 'assertion.issuer': issuer, 'app.consumerKey': KEY };
}

/** Values that are no consumer key, whatever the key of the app is. */
const MISPLACED: readonly [kind: string, issuer: string][] = [
  ['empty', ' '],
  ['blanks', `${KEY} `],
  ['username', 'ci@acme.example.com'],
  ['url', 'https://login.salesforce.com'],
  ['record-id', '0H4000000000001'],
  ['record-id', '888000000000001AAA'],
  ['characters', 'a/b+c=d~ef'],
  ['characters', 'shorter'],
];

describe('the issuer', () => {
  const OPEN = 'open wrong-consumer-key: app.consumerKey';
  checkTable({ check: 'consumer-key' }, [
    ['is the consumer key of the app', sent(KEY), 'clear wrong-consumer-key consumer-key/equal'],
    ['is the key of another app', sent(`${KEY}b`), 'fail wrong-consumer-key consumer-key/differs proven'],
    ['differs in case', sent(KEY.toUpperCase()), 'fail wrong-consumer-key consumer-key/differs proven'],
    ['stays open where the app is not known', { 'assertion.issuer': KEY }, OPEN],
    [
      'stays open where the key of the app may not be seen',
      { ...sent(KEY), 'app.consumerKey': unknown('denied') },
      OPEN,
    ],
    [
      'stays open where the key of the app is disputed',
      { ...sent(KEY), 'app.consumerKey': disputed(KEY, `${KEY}b`) },
      OPEN,
    ],
    ['stays open where it is masked', sent('3MVG9xxx...'), 'open wrong-consumer-key: assertion.issuer'],
    ['stays open where it is a placeholder', sent('${CONSUMER_KEY}'), 'open wrong-consumer-key: assertion.issuer'],
    ['stays open without facts', {}, 'open wrong-consumer-key: assertion.issuer'],
    ...MISPLACED.map(([kind, issuer]): Row => [
      `is "${issuer}"`,
      { 'assertion.issuer': issuer },
      `fail wrong-consumer-key consumer-key/${kind} proven`,
    ]),
    [
      'is misplaced even where it equals the key that was given',
      { 'assertion.issuer': 'a@b.co', 'app.consumerKey': 'a@b.co' },
      'fail wrong-consumer-key consumer-key/username proven',
    ],
  ]);
});
