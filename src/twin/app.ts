import type { FactValue } from '../facts/vocabulary.js';
import type { App } from '../simulator/world.js';
import type { KeyRing } from './keys.js';
import type { Ledger } from './ledger.js';
import type { OrgInput } from './org.js';

type AppInput = NonNullable<OrgInput['apps']>[number];
type ToldApp = FactValue<'org.apps'>[number];

/** The name of the app of the login, where nothing tells it. */
export const UNKNOWN_APP = 'App_of_the_login';
/** Stands for the consumer key that the login sent, where nothing tells it. */
export const UNKNOWN_KEY = '3MVG9.twin.app.whose.consumer.key.is.not.known';
const ANOTHER_KEY = '3MVG9.twin.another.consumer.key';

function refreshPolicy(policy: FactValue<'app.refreshTokenPolicy'> | undefined): App['refreshTokenPolicy'] {
  if (policy === undefined) return { type: 'infinite' };
  return policy.type === 'infinite' || policy.type === 'zero'
    ? { type: policy.type }
    : { type: policy.type, hours: policy.hours ?? Number.MAX_SAFE_INTEGER };
}

/** True where a fact describes the app of the login. */
function isAppOfLogin({ name, consumerKey }: ToldApp, ledger: Ledger): boolean {
  const key = ledger.get('app.consumerKey') ?? ledger.get('assertion.issuer');
  return consumerKey !== undefined && key !== undefined ? consumerKey === key : name === ledger.get('app.name');
}

function selectedOn(told: ToldApp | undefined, ledger: Ledger, via: 'profile' | 'permission-set'): string[] {
  const listed = (ledger.get('app.assignments') ?? []).filter((one) => one.via === via).map(({ name }) => name);
  return [...new Set([...listed, ...((via === 'profile' ? told?.profiles : told?.permissionSets) ?? [])])];
}

/** The app of the login in its own org. The facts win over the org's list of apps. */
export function appOfLogin(ledger: Ledger, keys: KeyRing): AppInput {
  const told = (ledger.get('org.apps') ?? []).find((one) => isAppOfLogin(one, ledger));
  const name = ledger.get('app.name') ?? told?.name ?? UNKNOWN_APP;
  const label = told?.label ?? (ledger.get('approval.tokens') ?? []).find(({ appName }) => appName)?.appName;
  const kind = ledger.assume('app.kind', told?.kind ?? 'connected-app', ['external-client-app']);
  // Only an External Client App has a switch of its own.
  const enabled = kind === 'connected-app' ? ledger.get('app.enabled') : ledger.assume('app.enabled', true, [false]);
  return {
    kind,
    name,
    label: label ?? name,
    consumerKey: ledger.assume('app.consumerKey', ledger.get('assertion.issuer') ?? told?.consumerKey ?? UNKNOWN_KEY, [
      ANOTHER_KEY,
    ]),
    origin: ledger.get('app.origin') ?? told?.origin ?? 'local',
    certificate: keys.certificateOfApp(),
    jwtFlow: ledger.assume('app.jwtFlow', true, [false]),
    enabled: enabled ?? true,
    blocked: ledger.assume('app.blocked', false, [true]),
    permittedUsers: ledger.assume('app.permittedUsers', told?.permittedUsers ?? 'admin-approved', ['self-authorize']),
    scopes: ledger.assume('app.scopes', told?.scopes ?? ['api', 'refresh_token'], [['api'], ['refresh_token']]),
    highAssurance: ledger.assume('app.highAssurance', false, [true]),
    issuesJwtAccessTokens: ledger.get('app.issuesJwtAccessTokens') ?? told?.issuesJwtAccessTokens ?? false,
    refreshTokenPolicy: refreshPolicy(ledger.get('app.refreshTokenPolicy') ?? told?.refreshTokenPolicy),
    profiles: selectedOn(told, ledger, 'profile'),
    permissionSets: selectedOn(told, ledger, 'permission-set'),
  };
}

/** The other apps that the org told about. An app without a known consumer key cannot be logged in to. */
export function otherApps(ledger: Ledger, keys: KeyRing): AppInput[] {
  return (ledger.get('org.apps') ?? [])
    .filter((app) => !isAppOfLogin(app, ledger) && app.consumerKey !== undefined)
    .map(({ certificate, refreshTokenPolicy, kind, name, label, consumerKey, ...told }) => ({
      kind: kind ?? 'connected-app',
      name,
      label: label ?? name,
      consumerKey: consumerKey!,
      certificate: certificate == null ? null : keys.pair(certificate.thumbprint ?? `the key of ${name}`).certificate,
      refreshTokenPolicy: refreshPolicy(refreshTokenPolicy),
      ...told,
    }));
}
