import type { FactStore } from '../../facts/store.js';
import type { OrgKind } from '../../salesforce/hosts.js';
import { genericOriginFor, hostFacts } from '../../salesforce/hosts.js';
import { SETUP, setupLink, type SetupPlace } from '../../salesforce/setup.js';

/** The names that sentences speak of, as far as they are known. */
export interface Subject {
  readonly app: string;
  readonly isClientApp: boolean;
  readonly appKind: string;
  readonly user: string;
  readonly host: string;
  readonly myDomain: string;
  readonly audience: string;
  readonly consumerKey: string;
  readonly policy?: 'self-authorize' | 'admin-approved';
  readonly orgKind?: OrgKind;
  /** The Setup page of the app, by its kind. */
  readonly appPlace: SetupPlace;
  link(place: SetupPlace): string | undefined;
}

/** A consumer key is public, but long: its ends identify it. */
export function shortKey(key: string): string {
  return key.length > 24 ? `${key.slice(0, 10)}…${key.slice(-4)}` : key;
}

/** Reads the names out of the facts; what is not known gets words of its own. */
export function subjectOf(store: FactStore): Subject {
  const name = store.value('app.name');
  const kind = store.value('app.kind');
  const url = store.value('request.url') ?? store.value('token.answers')?.at(-1)?.url;
  const host = url === undefined || url === '' ? undefined : hostFacts(url);
  const known = store.value('org.myDomain') ?? (host?.kind === 'my-domain' ? host.origin : undefined);
  const orgKind = store.value('org.kind') ?? host?.orgKind;
  const policy = store.value('app.permittedUsers');
  const key = store.value('assertion.issuer') ?? store.value('app.consumerKey');
  const appKind = kind === 'external-client-app' ? 'External Client App' : kind === 'connected-app' ? 'connected app' : 'app';
  return {
    app: name === undefined ? `the ${appKind}` : `the ${appKind} "${name}"`,
    appKind,
    isClientApp: kind === 'external-client-app',
    user: store.value('assertion.subject') ?? store.value('user.username') ?? 'the user',
    host: host?.origin ?? 'the host',
    myDomain: known ?? 'https://<your My Domain>.my.salesforce.com',
    audience: orgKind === undefined ? 'https://login.salesforce.com (sandboxes: https://test.salesforce.com)' : genericOriginFor(orgKind),
    consumerKey: key === undefined ? '<consumer key>' : shortKey(key),
    ...(policy && { policy }),
    ...(orgKind && { orgKind }),
    appPlace: kind === 'external-client-app' ? 'externalClientApps' : 'connectedApps',
    link: (place) => setupLink(place, known),
  };
}

/** The menu path of a place in Setup. */
export function menu(place: SetupPlace): string {
  return SETUP[place].path;
}
