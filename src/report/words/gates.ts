import type { Gate } from '../../salesforce/gates.js';
import type { Report } from '../schema.js';

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

const QUESTIONS: Readonly<Record<Gate, string>> = {
  local: 'Can the client read its private key and its own settings? Nothing is sent yet.',
  transport: 'Does the request reach the server, past name lookup, proxy and TLS?',
  form: 'Is the request a form, posted to the token endpoint, with the grant type of this flow?',
  shape: 'Is the assertion a well-formed JWT, signed with RS256?',
  'client-id': 'Is the consumer key in the assertion that of an app?',
  capability: 'Does the app hold a certificate, and is the JWT bearer flow switched on?',
  signature: 'Does the signature fit the certificate that the app holds?',
  time: 'Is the assertion still valid, by the clock of the server?',
  audience: 'Is the assertion addressed to the host that was asked?',
  'user-known': 'Is there a user of that name in this org?',
  'app-in-org': 'Is the app there for this org, switched on and not blocked?',
  state: 'Is the org active, and the user neither deactivated, frozen nor locked?',
  'admin-approval': 'Has an administrator admitted the user to the app?',
  'self-approval': 'Has the user approved the app in a browser?',
  scopes: 'Does the app have the scopes that the flow needs?',
  'login-policy': 'Is a login from this address, at this hour, allowed?',
  rate: 'Are there not too many logins of this user in a short time?',
  issue: 'Is an access token issued?',
  use: 'Does the API accept the token?',
};

/** How the login fared at a gate. */
export const PATH_WORDS = {
  passed: 'passed',
  'proved-by-answer': 'passed, as the answer shows',
  failed: 'stopped here',
  'not-reached': 'not reached',
  unknown: 'not known',
} as const satisfies Record<Report['path'][number]['status'], string>;

/** The subject of a gate, as a noun. */
export function gateName(gate: Gate): string {
  return WORDS[gate];
}

/** A gate that an answer proves to be passed, for a sentence. */
export function gateWords(gate: Gate): string {
  return `this one (${WORDS[gate]}) was passed`;
}

/** The question that a gate asks, for people who are new to the flow; undefined for an unknown gate. */
export function gateQuestion(gate: string): string | undefined {
  return Object.hasOwn(QUESTIONS, gate) ? QUESTIONS[gate as Gate] : undefined;
}
