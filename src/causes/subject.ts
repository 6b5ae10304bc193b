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
  /** The user in a line to copy. */
  readonly userArgument: string;
  readonly myDomain: string;
  readonly audience: string;
  /** The consumer key, shortened for reading. */
  readonly consumerKey: string;
  /** The whole consumer key, for links. */
  readonly clientId: string;
  readonly policy?: 'self-authorize' | 'admin-approved';
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
