import { clear, defineCheck, fail, open, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'consumer-key/empty': 'The consumer key in the assertion (claim iss) is empty.',
  'consumer-key/blanks': 'The consumer key in the assertion (claim iss) contains spaces or a line break.',
  'consumer-key/username': (value) =>
    `The claim iss contains a username (${value('assertion.issuer')}) instead of the consumer key. The claims iss and sub may be swapped.`,
  'consumer-key/url': 'The claim iss contains a URL. It must contain the consumer key of the app.',
  'consumer-key/secret':
    'The claim iss looks like a consumer secret. It must contain the consumer key of the app. Rotate the secret, because it was sent in an assertion.',
  'consumer-key/record-id': (value) =>
    `The claim iss contains the record ID of an app (${value('assertion.issuer')}) instead of its consumer key.`,
  'consumer-key/characters':
    "The claim iss can't be a consumer key: it is too short or contains characters that a consumer key never has.",
  'consumer-key/swapped':
    'By the names of its variables, the program gives the username to the claim iss and the consumer key to the claim sub (inferred).',
  'consumer-key/differs': (value) =>
    `The assertion has the consumer key ${value('assertion.issuer')} (claim iss), but the app has ${value('app.consumerKey')}.`,
  'consumer-key/equal': 'The assertion has the consumer key of the app.',
} satisfies Sentences;

type Code = keyof typeof sentences;

/** Recognises an issuer that can't be a consumer key by its shape; undefined when it may be one. */
function misplaced(issuer: string): Code | undefined {
  if (issuer.trim() === '') return 'consumer-key/empty';
  // The store keeps a mark in place of a secret.
  if (issuer.startsWith('[') && issuer.includes('secret')) return 'consumer-key/secret';
  if (issuer !== issuer.trim() || /\s/.test(issuer)) return 'consumer-key/blanks';
  if (issuer.includes('@')) return 'consumer-key/username';
  if (/^https?:\/\//.test(issuer)) return 'consumer-key/url';
  if (/^(0H4|0xI|888)[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(issuer)) return 'consumer-key/record-id';
  return /^[A-Za-z0-9._-]{8,256}$/.test(issuer) ? undefined : 'consumer-key/characters';
}

/** The claim `iss` is the consumer key of an app. */
export const consumerKey = defineCheck({
  id: 'consumer-key',
  title: 'The consumer key belongs to the app',
  failureTitle: 'The consumer key does not belong to the app',
  gates: ['client-id'],
  causes: ['wrong-consumer-key'],
  rejects: ['clientIdInvalid'],
  needs: ['assertion.issuer', 'app.consumerKey', 'assertion.swapped'],
  sentences,
  examine({ facts }) {
    const issuer = facts.get('assertion.issuer');
    const known = facts.get('app.consumerKey');
    if (issuer === undefined && facts.get('assertion.swapped') === true)
      return [fail('wrong-consumer-key', 'consumer-key/swapped', facts.cite('assertion.swapped'), 'suspected')];
    if (issuer === undefined) return [open('wrong-consumer-key', 'assertion.issuer')];
    const kind = misplaced(issuer);
    const cited = facts.cite('assertion.issuer', 'app.consumerKey');
    if (kind !== undefined) return [fail('wrong-consumer-key', kind, cited)];
    if (known === undefined) return [open('wrong-consumer-key', 'app.consumerKey')];
    if (known !== issuer) return [fail('wrong-consumer-key', 'consumer-key/differs', cited)];
    return [clear('wrong-consumer-key', 'consumer-key/equal', cited)];
  },
});
