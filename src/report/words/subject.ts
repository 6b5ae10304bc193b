import type { Subject } from '../../causes/subject.js';
import type { FactStore } from '../../facts/store.js';
import { genericOriginFor, hostFacts } from '../../salesforce/hosts.js';
import { setupLink } from '../../salesforce/setup.js';

/** A consumer key (or a thumbprint) is public, but long: its ends identify it. Other texts stay whole. */
export function shortKey(text: string): string {
  return /^[A-Za-z0-9._]{40,}$/.test(text) ? `${text.slice(0, 10)}…${text.slice(-4)}` : text;
}

/** Reads the names from the facts. An unknown name gets a general word instead. */
export function subjectOf(store: FactStore): Subject {
  const name = store.value('app.name');
  const kind = store.value('app.kind');
  const url = store.value('request.url') ?? store.value('token.answers')?.at(-1)?.url;
  const host = url === undefined || url === '' ? undefined : hostFacts(url);
  const known = store.value('org.myDomain') ?? (host?.kind === 'my-domain' ? host.origin : undefined);
  const orgKind = store.value('org.kind') ?? host?.orgKind;
  const policy = store.value('app.permittedUsers');
  const user = store.value('assertion.subject') ?? store.value('user.username');
  const key = store.value('assertion.issuer') ?? store.value('app.consumerKey');
  const appKind =
    kind === 'external-client-app' ? 'External Client App' : kind === 'connected-app' ? 'connected app' : 'app';
  return {
    app: name === undefined ? `the ${appKind}` : `the ${appKind} "${name}"`,
    appKind,
    isClientApp: kind === 'external-client-app',
    isConnectedApp: kind === 'connected-app',
    user: user ?? 'the user',
    host: host?.origin ?? 'the host',
    hostUrl: host?.origin ?? 'https://<host>',
    userArgument: user ?? '<username>',
    myDomain: known ?? 'https://<your My Domain>.my.salesforce.com',
    audience:
      orgKind === undefined
        ? 'https://login.salesforce.com (sandboxes: https://test.salesforce.com)'
        : genericOriginFor(orgKind),
    consumerKey: key === undefined ? '<consumer key>' : shortKey(key),
    clientId: key === undefined || !/^[A-Za-z0-9._]+$/.test(key) ? '<consumer key>' : key,
    policy,
    orgKind,
    highAssuranceBy: [
      ...(store.value('app.highAssurance') === true ? (['app'] as const) : []),
      ...(store.value('user.highAssurance') === true ? (['profile'] as const) : []),
    ],
    appPlace: kind === 'external-client-app' ? 'externalClientApps' : 'connectedApps',
    link: (place) => setupLink(place, known),
  };
}
