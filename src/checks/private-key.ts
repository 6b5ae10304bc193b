import { causeOfClientError } from '../causes/explanations.js';
import { knownClientError } from '../answers/client-errors.js';
import { MINIMUM_KEY_BITS } from '../salesforce/grant.js';
import {
  clear,
  codeIn,
  defineCheck,
  fail,
  isDisputed,
  open,
  warn,
  type FactView,
  type Finding,
  type ClientErrorCode,
  type Sentences,
} from './check.js';

/** The sentence of each finding. */
const sentences = {
  'key/missing': 'The key file does not exist at this path.',
  'key/is-a-folder': 'The path of the key file is a folder.',
  'key/not-a-file': 'The path of the key file is a pipe or a device. Give a file, or - for standard input.',
  'key/access-denied': 'The current user has no permission to read the key file.',
  'key/empty': 'The key is empty.',
  'key/masked': 'The key is a masked value (***), not a private key.',
  'key/placeholder': 'The key is a placeholder, not a private key.',
  'key/too-large': 'The key file is too large to be a private key.',
  'key/certificate': 'The given key is a certificate, not a private key. Use the private key, usually server.key.',
  'key/certificate-request': 'The given key is a certificate request, not a private key.',
  'key/public-key': 'The given key is a public key, not a private key.',
  'key/openssh-key': 'The key is in OpenSSH format. Convert it with: ssh-keygen -p -m PEM -f <key file>.',
  'key/ssh-public-key': 'The given key is an SSH public key. Use the RSA private key.',
  'key/putty-key':
    'The key is in PuTTY format. In PuTTYgen choose Conversions > Export OpenSSH key, then run: ssh-keygen -p -m PEM -f <key file>.',
  'key/pgp-key': 'The given key is a PGP key. Use an RSA private key in PEM format.',
  'key/path-instead-of-text': 'The given key is the path of a key file. Use the contents of that file.',
  'key/assertion-instead-of-key': 'The given key is an assertion (a JWT), not a private key.',
  'key/ciphertext': 'The given key is still encrypted (hexadecimal ciphertext). Decrypt it first.',
  'key/encrypted-without-passphrase': 'The private key is encrypted, and no passphrase was given.',
  'key/wrong-passphrase': 'The passphrase is wrong for this private key.',
  'key/keystore-without-password': 'The keystore is protected, and no password was given.',
  'key/keystore-alias-needed': 'The keystore contains several keys. Name one with --key-alias.',
  'key/keystore-without-key': 'The keystore contains only certificates, no private key.',
  'key/keystore-unsupported': "sf-jwt-doctor can't read this keystore format. Convert the keystore to PKCS#12.",
  'key/truncated': 'The given key is incomplete: its end is missing.',
  'key/several-keys': 'The given key text contains several different private keys. Keep only the right one.',
  'key/inconsistent-key': 'The private key is damaged: its numbers do not match.',
  'key/binary': 'The given key is binary data in no known key format.',
  'key/not-a-key': 'The given key is not a private key in any known format.',
  'key/unreadable-key': 'The given key looks like a private key, but its contents are damaged.',
  'key/not-rsa': (value) => `The private key is of type ${value('key.type')}. JWT login needs an RSA key.`,
  'key/too-short': (value) => `The private key has ${value('key.bits')} bits. JWT login needs at least 2048.`,
  'key/usable': (value) => `The private key is an RSA key with ${value('key.bits')} bits.`,
  'key/pasted':
    'The pasted text contains a private key. Everyone who received the text can log in with it. If it left your machine, create a new key pair and replace the certificate on the app.',
  'key/repaired': (value) =>
    `sf-jwt-doctor had to repair the key text before it could read the key: ${value('key.repairs')}.`,
  'key/only-after-repair': (value) =>
    `sf-jwt-doctor could read the key only after a repair (${value('key.repairs')}). The Salesforce CLI and most libraries refuse it as it is.`,
} satisfies Sentences;

type Code = keyof typeof sentences | ClientErrorCode;

const KEY_CAUSES = ['private-key-malformed', 'private-key-unreadable', 'private-key-unsupported'] as const;
const UNREADABLE = new Set([
  'missing',
  'is-a-folder',
  'not-a-file',
  'access-denied',
  'empty',
  'masked',
  'placeholder',
  'too-large',
]);
const UNSUPPORTED = new Set([
  'openssh-key',
  'encrypted-without-passphrase',
  'keystore-without-password',
  'keystore-unsupported',
  'pgp-key',
  'putty-key',
]);

const PLAIN = new Set(['pkcs1', 'pkcs8', 'sec1']);

/** The finding that this tool could read the key, but a client without repairs cannot. */
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
  // One source names a problem of the key, another a different one: the key is not usable for sure.
  if (isDisputed(facts, 'key.problem')) return KEY_CAUSES.map((cause) => open(cause, 'key.type'));
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
    return KEY_CAUSES.map((cause) => open(cause, 'key.type'));
  }
  if (type !== 'rsa') return [fail('private-key-unsupported', 'key/not-rsa', cited)];
  if (bits !== undefined && bits < MINIMUM_KEY_BITS) return [fail('private-key-unsupported', 'key/too-short', cited)];
  const repaired = (facts.get('key.repairs') ?? []).length > 0;
  const findings: Finding<Code>[] = [
    clear('private-key-unreadable', 'key/usable', cited),
    bits === undefined
      ? open('private-key-unsupported', 'key.type')
      : clear('private-key-unsupported', 'key/usable', cited),
  ];
  // Clients open keystores and encrypted keys on purpose. Only plain PEM must be readable without a repair.
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
