import { clear, defineCheck, fail, open } from './check.js';

/** What an issuer is instead of a consumer key, where its shape tells; undefined where it may be one. */
function misplaced(issuer: string): string | undefined {
  if (issuer.trim() === '') return 'empty';
  if (issuer !== issuer.trim() || /\s/.test(issuer)) return 'blanks';
  if (issuer.includes('@')) return 'username';
  if (/^https?:\/\//.test(issuer)) return 'url';
  if (issuer.startsWith('[') && issuer.includes('secret')) return 'secret';
  if (/^(0H4|0xI|888)[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(issuer)) return 'record-id';
  return /^[A-Za-z0-9._-]{8,256}$/.test(issuer) ? undefined : 'characters';
}

/** `iss` is the consumer key of an app. */
export const consumerKey = defineCheck({
  id: 'consumer-key',
  title: 'The client id is the consumer key of the app',
  failureTitle: 'The client id is not the consumer key of the app',
  gates: ['client-id'],
  rejects: ['clientIdInvalid'],
  needs: ['assertion.issuer', 'app.consumerKey'],
  examine({ facts }) {
    const issuer = facts.get('assertion.issuer');
    const known = facts.get('app.consumerKey');
    if (issuer === undefined) return [open('wrong-consumer-key', 'assertion.issuer')];
    const kind = misplaced(issuer);
    const cited = facts.cite('assertion.issuer', 'app.consumerKey');
    if (kind !== undefined) return [fail('wrong-consumer-key', `consumer-key/${kind}`, cited)];
    if (known === undefined) return [open('wrong-consumer-key', 'app.consumerKey')];
    if (known !== issuer) return [fail('wrong-consumer-key', 'consumer-key/differs', cited)];
    return [clear('wrong-consumer-key', 'consumer-key/equal', cited)];
  },
});
