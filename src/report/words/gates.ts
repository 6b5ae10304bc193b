import type { Gate } from '../../salesforce/gates.js';

const WORDS: Readonly<Record<Gate, string>> = {
  local: 'the key and the client',
  transport: 'the way to the server',
  form: 'the form of the request',
  shape: 'the form of the assertion',
  'client-id': 'the consumer key',
  capability: 'the certificate and the JWT flow of the app',
  signature: 'the signature',
  time: 'the expiry',
  audience: 'the audience',
  'user-known': 'the user',
  'app-in-org': 'the app in the org',
  state: 'the state of org and user',
  'admin-approval': 'the pre-authorization',
  'self-approval': 'the approval of the user',
  scopes: 'the scopes',
  'login-policy': 'addresses and hours',
  rate: 'the login rate',
  issue: 'the token',
  use: 'the first API call',
};

/** What a gate looks at. */
export function gateName(gate: Gate): string {
  return WORDS[gate];
}

/** A gate that an answer proves to be passed, for a sentence. */
export function gateWords(gate: Gate): string {
  return `this one (${WORDS[gate]}) was passed`;
}
