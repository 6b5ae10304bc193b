import { clear, defineCheck, fail, open, type Sentences } from './check.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
const sentences = {
  'consumer-key/empty': 'The client id that was sent (claim iss) is empty.',
  'consumer-key/blanks': 'There are blanks or a line end in the client id that was sent (claim iss).',
  'consumer-key/username': (value) =>
    `What was sent as client id (claim iss) is a username: ${value('assertion.issuer')}. It and the username (claim sub) may be swapped.`,
  'consumer-key/url': 'What was sent as client id (claim iss) is a URL; it must be the consumer key of the app.',
  'consumer-key/secret':
    'What was sent as client id (claim iss) looks like a consumer secret; it must be the consumer key of the app. Make a new secret: the old one was sent where it does not belong.',
  'consumer-key/record-id': (value) =>
    `What was sent as client id (claim iss) is the record id of an app (${value('assertion.issuer')}), not its consumer key.`,
  'consumer-key/characters':
    'What was sent as client id (claim iss) holds characters that no consumer key has, or is too short for one.',
  'consumer-key/differs': (value) =>
    `The client id that was sent (claim iss) is ${value('assertion.issuer')}; the consumer key of the app is ${value('app.consumerKey')}.`,
  'consumer-key/equal': 'The client id that was sent is the consumer key of the app.',
} satisfies Sentences;

type Code = keyof typeof sentences;

/** What an issuer is instead of a consumer key, where its shape tells; undefined where it may be one. */
function misplaced(issuer: string): Code | undefined {
  if (issuer.trim() === '') return 'consumer-key/empty';
  if (issuer !== issuer.trim() || /\s/.test(issuer)) return 'consumer-key/blanks';
  if (issuer.includes('@')) return 'consumer-key/username';
  if (/^https?:\/\//.test(issuer)) return 'consumer-key/url';
  if (issuer.startsWith('[') && issuer.includes('secret')) return 'consumer-key/secret';
  if (/^(0H4|0xI|888)[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(issuer)) return 'consumer-key/record-id';
  return /^[A-Za-z0-9._-]{8,256}$/.test(issuer) ? undefined : 'consumer-key/characters';
}

/** `iss` is the consumer key of an app. */
export const consumerKey = defineCheck({
  id: 'consumer-key',
  title: 'The client id is the consumer key of the app',
  failureTitle: 'The client id is not the consumer key of the app',
  gates: ['client-id'],
  causes: ['wrong-consumer-key'],
  rejects: ['clientIdInvalid'],
  needs: ['assertion.issuer', 'app.consumerKey'],
  sentences,
  examine({ facts }) {
    const issuer = facts.get('assertion.issuer');
    const known = facts.get('app.consumerKey');
    if (issuer === undefined) return [open('wrong-consumer-key', 'assertion.issuer')];
    const kind = misplaced(issuer);
    const cited = facts.cite('assertion.issuer', 'app.consumerKey');
    if (kind !== undefined) return [fail('wrong-consumer-key', kind, cited)];
    if (known === undefined) return [open('wrong-consumer-key', 'app.consumerKey')];
    if (known !== issuer) return [fail('wrong-consumer-key', 'consumer-key/differs', cited)];
    return [clear('wrong-consumer-key', 'consumer-key/equal', cited)];
  },
});
