import { causeOfClientError } from '../causes/explanations.js';
import { knownClientError } from '../answers/client-errors.js';
import { MINIMUM_KEY_BITS } from '../salesforce/grant.js';
import { clear, defineCheck, fail, open, warn, type FactView, type Finding } from './check.js';

const UNREADABLE = new Set(['missing', 'is-a-folder', 'access-denied', 'empty', 'masked', 'placeholder', 'too-large']);
const UNSUPPORTED = new Set([
  'openssh-key',
  'encrypted-without-passphrase',
  'keystore-without-password',
  'keystore-unsupported',
  'pgp-key',
  'putty-key',
]);

const PLAIN = new Set(['pkcs1', 'pkcs8', 'sec1']);

/** The finding that this tool could read the key, and a client that repairs nothing cannot. */
export const ONLY_AFTER_REPAIR = 'key/only-after-repair';

const NEEDS = [
  'key.problem',
  'key.type',
  'key.bits',
  'key.format',
  'key.repairs',
  'key.readableAsIs',
  'key.pasted',
  'client.error',
] as const;

/** The private key can be read, is an RSA key and is long enough. Nothing has been sent yet. */
export const privateKey = defineCheck({
  id: 'private-key',
  title: 'The private key is a usable RSA key',
  failureTitle: 'The private key cannot sign the assertion',
  gates: ['local'],
  rejects: [],
  needs: NEEDS,
  examine({ facts }) {
    const exposed = facts.get('key.pasted') === true ? [warn('key/pasted', facts.cite('key.pasted'))] : [];
    return [...judge(facts), ...exposed];
  },
});

function judge(facts: FactView<(typeof NEEDS)[number]>): Finding[] {
  const problem = facts.get('key.problem');
  if (problem !== undefined) {
    const kind = problem.split(':')[0]!;
    const cause = UNREADABLE.has(kind)
      ? 'private-key-unreadable'
      : UNSUPPORTED.has(kind)
        ? 'private-key-unsupported'
        : 'private-key-malformed';
    return [fail(cause, `key/${kind}`, facts.cite('key.problem'))];
  }
  const known = knownClientError(facts.get('client.error'));
  if (known?.concerns === 'key')
    return [
      fail(
        causeOfClientError(known.id).cause,
        `client-error/${known.id}`,
        facts.cite('client.error'),
        known.ambiguous ? 'suspected' : 'proven',
      ),
    ];

  const type = facts.get('key.type');
  const bits = facts.get('key.bits');
  const cited = facts.cite('key.type', 'key.bits');
  if (type === undefined) {
    return [
      open('private-key-malformed', 'key.type'),
      open('private-key-unreadable', 'key.type'),
      open('private-key-unsupported', 'key.type'),
    ];
  }
  if (type !== 'rsa') return [fail('private-key-unsupported', 'key/not-rsa', cited)];
  if (bits !== undefined && bits < MINIMUM_KEY_BITS) return [fail('private-key-unsupported', 'key/too-short', cited)];
  const repaired = (facts.get('key.repairs') ?? []).length > 0;
  const findings: Finding[] = [
    clear('private-key-unreadable', 'key/usable', cited),
    clear('private-key-unsupported', 'key/usable', cited),
  ];
  // A keystore or an encrypted key is opened on purpose; only a plain PEM is expected to be readable as it stands.
  const isPlain = PLAIN.has(facts.get('key.format') ?? '');
  if (repaired && isPlain && facts.get('key.readableAsIs') === false) {
    return [
      ...findings,
      fail('private-key-malformed', ONLY_AFTER_REPAIR, facts.cite('key.repairs', 'key.readableAsIs'), 'suspected'),
    ];
  }
  findings.push(clear('private-key-malformed', 'key/usable', cited));
  if (repaired) findings.push(warn('key/repaired', facts.cite('key.repairs')));
  return findings;
}
