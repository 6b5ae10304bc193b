import { causeOfClientError } from '../causes/explanations.js';
import { knownClientError } from '../answers/client-errors.js';
import { MINIMUM_KEY_BITS } from '../salesforce/grant.js';
import {
  clear,
  codeIn,
  defineCheck,
  fail,
  open,
  warn,
  type FactView,
  type Finding,
  type ClientErrorCode,
  type Sentences,
} from './check.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
const sentences = {
  'key/missing': 'There is no key file at that path.',
  'key/is-a-folder': 'The path of the key leads to a folder.',
  'key/access-denied': 'The key file may not be read by this user.',
  'key/empty': 'The key is empty.',
  'key/masked': 'The key is a mask (***), not the key itself.',
  'key/placeholder': 'The key is a placeholder, not the key itself.',
  'key/too-large': 'The key file is far larger than a key.',
  'key/certificate': 'It is a certificate (the public half); the private key (server.key) belongs here.',
  'key/certificate-request': 'It is a certificate request; the private key belongs here.',
  'key/public-key': 'It is a public key; the private key belongs here.',
  'key/openssh-key': 'It is a key in OpenSSH format; convert it: ssh-keygen -p -m PEM -f <key file>.',
  'key/ssh-public-key': 'It is an SSH public key; the RSA private key belongs here.',
  'key/putty-key':
    'It is a PuTTY key; in PuTTYgen choose Conversions > Export OpenSSH key, then convert it: ssh-keygen -p -m PEM -f <key file>.',
  'key/pgp-key': 'It is a PGP key; an RSA private key in PEM format belongs here.',
  'key/path-instead-of-text': 'It is the path of a key file, not the key; read the file first.',
  'key/assertion-instead-of-key': 'It is an assertion (a JWT), not the key that signs one.',
  'key/ciphertext': 'It is still encrypted (ciphertext in hexadecimal); decrypt it first.',
  'key/encrypted-without-passphrase': 'The key is encrypted and no passphrase was given.',
  'key/wrong-passphrase': 'The passphrase does not open the key.',
  'key/keystore-without-password': 'The keystore is protected and no password was given.',
  'key/keystore-alias-needed': 'The keystore holds several keys; name one with --key-alias.',
  'key/keystore-without-key': 'The keystore holds certificates only, no private key.',
  'key/keystore-unsupported': 'The keystore is of a format that cannot be read here; convert it to PKCS#12.',
  'key/truncated': 'The key text is cut off.',
  'key/several-keys': 'There are several different private keys in it; keep the one that is meant.',
  'key/inconsistent-key': 'The numbers of the key do not fit together: it was damaged.',
  'key/binary': 'It is a binary file of no known key format.',
  'key/not-a-key': 'It is not a private key in any known format.',
  'key/unreadable-key': 'It looks like a private key, but its contents are damaged.',
  'key/not-rsa': (value) => `The key is of type ${value('key.type')}; the flow takes RSA keys only.`,
  'key/too-short': (value) => `The key has ${value('key.bits')} bits; 2048 are the least.`,
  'key/usable': (value) => `The key is an RSA key of ${value('key.bits')} bits.`,
  'key/pasted':
    'A private key stands in what was pasted. Whoever got the paste can log in with it: if it left your machine, make a new key pair and replace the certificate of the app.',
  'key/repaired': (value) => `The key text had to be repaired before it could be read: ${value('key.repairs')}.`,
  'key/only-after-repair': (value) =>
    `The key could be read only after a repair (${value('key.repairs')}); the Salesforce CLI and most libraries repair nothing and refuse it.`,
} satisfies Sentences;

type Code = keyof typeof sentences | ClientErrorCode;

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
  causes: ['private-key-unreadable', 'private-key-malformed', 'private-key-unsupported'],
  rejects: [],
  needs: NEEDS,
  sentences,
  examine({ facts }) {
    const exposed = facts.get('key.pasted') === true ? [warn('key/pasted', facts.cite('key.pasted'))] : [];
    return [...judge(facts), ...exposed];
  },
});

function judge(facts: FactView<(typeof NEEDS)[number]>): Finding<Code>[] {
  const problem = facts.get('key.problem');
  if (problem !== undefined) {
    const kind = problem.split(':')[0]!;
    const cause = UNREADABLE.has(kind)
      ? 'private-key-unreadable'
      : UNSUPPORTED.has(kind)
        ? 'private-key-unsupported'
        : 'private-key-malformed';
    return [fail(cause, codeIn(sentences, `key/${kind}`, 'key/not-a-key'), facts.cite('key.problem'))];
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
  const findings: Finding<Code>[] = [
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
