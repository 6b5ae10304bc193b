import type { ClientErrorId } from '../answers/client-errors.js';
import type { OrgKind } from '../salesforce/hosts.js';
import { SETUP, type SetupPlace } from '../salesforce/setup.js';

/** The names that sentences speak of, as far as they are known. */
export interface Subject {
  readonly app: string;
  readonly isClientApp: boolean;
  /** Neither this nor the other where the kind of the app is not known. */
  readonly isConnectedApp: boolean;
  readonly appKind: string;
  readonly user: string;
  readonly host: string;
  /** The host in a line to copy. */
  readonly hostUrl: string;
  /** The user in a line to copy, quoted for a shell. */
  readonly userArgument: string;
  /** The private key in a sentence, with its file where that is known. */
  readonly key: string;
  /** The file of the private key in a line to copy, quoted for a shell. */
  readonly keyArgument: string;
  /** The flags that name the private key, quoted for a shell. */
  readonly keyFlags: string;
  /** The administrator's session in a line to copy, quoted for a shell. */
  readonly targetOrg: string;
  readonly myDomain: string;
  /** The My Domain in a line to copy, quoted for a shell. */
  readonly myDomainArgument: string;
  /** The login URL in a line to copy, quoted for a shell: the My Domain where it is known, else the host that was asked. */
  readonly loginUrl: string;
  readonly audience: string;
  /** The consumer key, shortened for reading. */
  readonly consumerKey: string;
  /** The whole consumer key, for links. */
  readonly clientId: string;
  /** How a person starts this tool: `sf-jwt-doctor`, or `sf jwt` inside the Salesforce CLI. */
  readonly doctor: string;
  /** How a person starts the command that tries a login. */
  readonly diagnose: string;
  readonly policy?: 'self-authorize' | 'admin-approved';
  /** The error of the client, where it is a known one: a remedy follows it. */
  readonly clientError?: ClientErrorId;
  /** The problem of the private key, as `key.problem` names it. */
  readonly keyProblem?: string;
  /** The clock of the client minus that of the server, where it was measured. */
  readonly clockSkewSeconds?: number;
  readonly orgKind?: OrgKind;
  /** The settings that are known to demand a high assurance session. */
  readonly highAssuranceBy: readonly ('app' | 'profile')[];
  /** The Setup page of the app, by its kind. */
  readonly appPlace: SetupPlace;
  link(place: SetupPlace): string | undefined;
}

/** The menu path of a place in Setup. */
export function menu(place: SetupPlace): string {
  return SETUP[place].path;
}
