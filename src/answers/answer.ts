import type { Basis } from '../salesforce/basis.js';
import type { Gate } from '../salesforce/gates.js';

/** The login itself, the browser approval before it, the API call after it, or another OAuth flow. */
export type AnswerAbout = 'login' | 'authorize' | 'api' | 'other-flow';

/** One server text: how it is spelled, who gives it, and what it proves. Its causes are in `src/causes`. */
export interface Answer {
  readonly about: AnswerAbout;
  /** The OAuth error code or API error code, as seen on the wire. */
  readonly error: string;
  /** The description, as seen on the wire; empty where only the code is known. */
  readonly description: string;
  /** Other spellings of the description, and shortened ones that clients print. */
  readonly spellings?: readonly string[];
  /** Other codes under which the same answer is given. */
  readonly codes?: readonly string[];
  /** The code means this answer, whatever its description. */
  readonly codeAlone?: true;
  /** The same for some of its other codes. */
  readonly codesAlone?: readonly string[];
  /** How many of some 70 public reports that quote a known answer quote this one (reported); 1 where it is not told. */
  readonly often?: number;
  /** The gates that give this answer, in order. */
  readonly gates: readonly Gate[];
  /** The gates that a request has passed when it gets this answer from this host. */
  readonly proves: readonly Gate[];
  /** For `other-flow`: the flow that gives this answer. */
  readonly flow?: string;
  /** The authorize page or the code exchange can refuse an approval with it. The value is the basis of this fact. */
  readonly refusesApproval?: Basis;
}

/** Gates that an answer proves passed. Each list is common to the answers of one stage. */
export const FORM: readonly Gate[] = ['transport'];
export const SHAPE: readonly Gate[] = ['transport', 'form'];
const CLIENT: readonly Gate[] = [...SHAPE, 'shape', 'client-id'];
export const SIGNED: readonly Gate[] = [...CLIENT, 'capability', 'signature'];
export const AUDIENCE: readonly Gate[] = [...SIGNED, 'audience'];
export const IN_ORG: readonly Gate[] = [...AUDIENCE, 'user-known', 'app-in-org'];
export const TOKEN: readonly Gate[] = [
  ...IN_ORG,
  'time',
  'state',
  'admin-approval',
  'self-approval',
  'scopes',
  'login-policy',
  'rate',
  'issue',
];
