import type { Gate } from '../../salesforce/gates.js';
import type { Report } from '../schema.js';

const WORDS: Readonly<Record<Gate, string>> = {
  local: 'the private key and the client',
  transport: 'the connection',
  form: 'the format of the request',
  shape: 'the format of the assertion',
  'client-id': 'the consumer key',
  capability: 'the certificate and the JWT setting of the app',
  signature: 'the signature',
  time: 'the expiry of the assertion',
  audience: 'the audience',
  'user-known': 'the user',
  'app-in-org': 'the app in the org',
  state: 'the status of org and user',
  'admin-approval': 'the pre-authorization by an admin',
  'self-approval': 'the approval by the user',
  scopes: 'the scopes',
  'login-policy': 'the IP ranges and login hours',
  rate: 'the login limit',
  issue: 'the access token',
  use: 'the first API call',
};

const QUESTIONS: Readonly<Record<Gate, string>> = {
  local: 'Can the client read its private key and its own settings? Nothing is sent yet.',
  transport: 'Does the request reach the server through DNS, proxy and TLS?',
  form: 'Does the request post a form with the right grant type to the token endpoint?',
  shape: 'Is the assertion a well-formed JWT signed with RS256?',
  'client-id': 'Does the consumer key in the assertion belong to an app?',
  capability: 'Does the app have a certificate, and is the JWT bearer flow enabled?',
  signature: 'Does the certificate on the app verify the signature?',
  time: 'Is the assertion still valid on the server clock?',
  audience: 'Does the audience match the login host?',
  'user-known': 'Does the org have a user with this Username?',
  'app-in-org': 'Does the app exist in this org, enabled and not blocked?',
  state: 'Is the org active, and is the user active and not frozen?',
  'admin-approval': 'Has an admin given the user access to the app by a profile or permission set?',
  'self-approval': 'Has the user approved the app in a browser?',
  scopes: 'Does the app have the scopes that JWT login needs?',
  'login-policy': 'Does the profile allow a login from this IP address at this hour?',
  rate: 'Is the user below the login limit?',
  issue: 'Does Salesforce issue an access token?',
  use: 'Does the API accept the token?',
};

/** The status of a gate in words. */
export const PATH_WORDS = {
  passed: 'passed',
  'proved-by-answer': 'passed, as the answer shows',
  failed: 'stopped here',
  'not-reached': 'not reached',
  unknown: 'not known',
} as const satisfies Record<Report['path'][number]['status'], string>;

/** The name of a gate, as a noun with its article. */
export function gateName(gate: Gate): string {
  return WORDS[gate];
}

/** The start of a sentence about a gate that the answer proves passed. */
export function gateWords(gate: Gate): string {
  return `The answer comes from a later hurdle, so the login passed this one: ${WORDS[gate]}`;
}

/** The question that a gate answers, for people who are new to JWT login; undefined for an unknown gate. */
export function gateQuestion(gate: string): string | undefined {
  return Object.hasOwn(QUESTIONS, gate) ? QUESTIONS[gate as Gate] : undefined;
}
