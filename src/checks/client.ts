import { knownClientError } from '../answers/client-errors.js';
import { defineCheck, fail, open, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {} satisfies Sentences;

/** The client's keychain, auth files and runtime work. */
export const client = defineCheck({
  id: 'client',
  title: 'The client program works',
  failureTitle: 'The client fails before it asks Salesforce',
  gates: ['local'],
  causes: ['client-state-broken'],
  rejects: [],
  needs: ['client.error'],
  sentences,
  examine({ facts }) {
    const known = knownClientError(facts.get('client.error'));
    if (known?.concerns !== 'client') return [open('client-state-broken', 'client.error')];
    return [fail('client-state-broken', `client-error/${known.id}`, facts.cite('client.error'))];
  },
});
