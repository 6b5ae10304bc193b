import type { App, Org } from '../../../src/simulator/index.js';
import { partsOf, RIGHT_CERTIFICATE } from '../world/base.js';
import { CANON } from '../world/names.js';
import type { Document, Looked } from './document.js';

const SCOPES: Readonly<Record<string, string>> = {
  api: 'Api',
  refresh_token: 'RefreshToken',
  web: 'Web',
  id: 'Basic',
  openid: 'OpenID',
  profile: 'Profile',
  email: 'Email',
  chatter_api: 'Chatter',
  wave_api: 'Wave',
};

type Told = Pick<
  App,
  'kind' | 'consumerKey' | 'scopes' | 'permittedUsers' | 'permissionSets' | 'refreshTokenPolicy'
> & {
  readonly certificate: string | undefined;
};

function appOf({ world }: Looked): Told | undefined {
  const app = world.orgs[0]!.apps[0];
  if (app === undefined) return undefined;
  const { kind, consumerKey, scopes, permittedUsers, permissionSets, refreshTokenPolicy, certificate } = {
    ...app,
    ...app.pendingChange?.set,
  };
  const shown = certificate === RIGHT_CERTIFICATE ? CANON.rightCertificate : CANON.otherCertificate;
  return {
    kind,
    consumerKey,
    scopes,
    permittedUsers,
    permissionSets,
    refreshTokenPolicy,
    certificate: certificate === null ? undefined : shown,
  };
}

const HEADER = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function connectedApp(app: Told): string {
  const policy = app.refreshTokenPolicy;
  return [
    HEADER,
    `<ConnectedApp ${NAMESPACE}>`,
    '    <contactEmail>ops@canon.example</contactEmail>',
    `    <label>${CANON.appLabel}</label>`,
    '    <oauthConfig>',
    '        <callbackUrl>http://localhost:1717/OauthRedirect</callbackUrl>',
    ...(app.certificate === undefined ? [] : [`        <certificate>${app.certificate}</certificate>`]),
    `        <consumerKey>${app.consumerKey}</consumerKey>`,
    `        <isAdminApproved>${app.permittedUsers === 'admin-approved'}</isAdminApproved>`,
    ...app.scopes.map((scope) => `        <scopes>${SCOPES[scope] ?? scope}</scopes>`),
    '    </oauthConfig>',
    '    <oauthPolicy>',
    '        <ipRelaxation>ENFORCE</ipRelaxation>',
    `        <refreshTokenPolicy>${policy.type === 'infinite' ? 'infinite' : 'specific_lifetime:1:DAYS'}</refreshTokenPolicy>`,
    '    </oauthPolicy>',
    ...app.permissionSets.map((set) => `    <permissionSetName>${set}</permissionSetName>`),
    '</ConnectedApp>',
  ].join('\n');
}

function globalSettings(app: Told): string {
  return [
    HEADER,
    `<ExtlClntAppGlobalOauthSettings ${NAMESPACE}>`,
    '    <callbackUrl>http://localhost:1717/OauthRedirect</callbackUrl>',
    ...(app.certificate === undefined ? [] : [`    <certificate>${app.certificate}</certificate>`]),
    `    <consumerKey>${app.consumerKey}</consumerKey>`,
    `    <externalClientApplication>${CANON.appName}</externalClientApplication>`,
    '    <isPkceRequired>true</isPkceRequired>',
    `    <label>${CANON.appName}_glbloauth</label>`,
    '</ExtlClntAppGlobalOauthSettings>',
  ].join('\n');
}

function policies(app: Told): string {
  const type = app.permittedUsers === 'admin-approved' ? 'AdminApprovedPreAuthorized' : 'AllSelfAuthorized';
  return [
    HEADER,
    `<ExtlClntAppOauthConfigurablePolicies ${NAMESPACE}>`,
    ...(app.permissionSets.length > 0
      ? [`    <commaSeparatedPermissionSet>${app.permissionSets.join(',')}</commaSeparatedPermissionSet>`]
      : []),
    `    <externalClientApplication>${CANON.appName}</externalClientApplication>`,
    '    <ipRelaxationPolicyType>Enforce</ipRelaxationPolicyType>',
    `    <label>${CANON.appName}_oauthPlcy</label>`,
    `    <permittedUsersPolicyType>${type}</permittedUsersPolicyType>`,
    '    <refreshTokenPolicyType>Infinite</refreshTokenPolicyType>',
    '</ExtlClntAppOauthConfigurablePolicies>',
  ].join('\n');
}

const ofKind = (looked: Looked, kind: App['kind']): Told | undefined => {
  const app = appOf(looked);
  return app?.kind === kind ? app : undefined;
};

const connected: Document = {
  id: 'connected-app-xml',
  kind: 'metadata',
  tells: (looked) => ofKind(looked, 'connected-app'),
  print: (app: Told) => ({ name: `${CANON.appName}.connectedApp-meta.xml`, text: connectedApp(app) }),
};

const external: Document = {
  id: 'external-client-app-settings-xml',
  kind: 'metadata',
  tells: (looked) => {
    // Whether a read gives the certificate back is reported both ways, so a file without one tells nothing.
    const app = ofKind(looked, 'external-client-app');
    return app?.certificate === undefined
      ? undefined
      : { kind: app.kind, consumerKey: app.consumerKey, certificate: app.certificate };
  },
  print: (app: Told) => ({ name: `${CANON.appName}.ecaGlblOauth-meta.xml`, text: globalSettings(app) }),
};

const externalPolicies: Document = {
  id: 'external-client-app-policies-xml',
  kind: 'metadata',
  tells: (looked) => {
    const app = ofKind(looked, 'external-client-app');
    return app?.refreshTokenPolicy.type === 'infinite'
      ? { kind: app.kind, permittedUsers: app.permittedUsers, permissionSets: app.permissionSets }
      : undefined;
  },
  print: (app: Told) => ({ name: `${CANON.appName}.ecaOauthPlcy-meta.xml`, text: policies(app) }),
};

type ToldProfile = Pick<Org['profiles'][number], 'apiEnabled' | 'loginIpRanges' | 'loginHours'>;

const MINUTES = { '08:00': '480', '18:00': '1080' } as const;

function loginHours(hours: NonNullable<ToldProfile['loginHours']>): string[] {
  const days = Object.entries(hours.days).filter(([, spans]) => spans.length > 0);
  return [
    '    <loginHours>',
    ...days.flatMap(([day, spans]) => {
      const [span] = spans;
      const minutes = (time: string) => MINUTES[time as keyof typeof MINUTES];
      return [
        `        <${day}Start>${minutes(span!.start)}</${day}Start>`,
        `        <${day}End>${minutes(span!.end)}</${day}End>`,
      ];
    }),
    '    </loginHours>',
  ];
}

const profile: Document = {
  id: 'profile-xml',
  kind: 'metadata',
  tells: ({ world }) => {
    const { apiEnabled, loginIpRanges, loginHours: hours } = partsOf(world).profile;
    return { apiEnabled, loginIpRanges, ...(hours && { loginHours: hours }) };
  },
  print: (told: ToldProfile) => ({
    name: `${CANON.profile}.profile-meta.xml`,
    text: [
      HEADER,
      `<Profile ${NAMESPACE}>`,
      '    <custom>true</custom>',
      ...(told.loginHours ? loginHours(told.loginHours) : []),
      ...told.loginIpRanges.flatMap(({ start, end }) => [
        '    <loginIpRanges>',
        `        <endAddress>${end}</endAddress>`,
        `        <startAddress>${start}</startAddress>`,
        '    </loginIpRanges>',
      ]),
      '    <userLicense>Salesforce</userLicense>',
      '    <userPermissions>',
      `        <enabled>${told.apiEnabled}</enabled>`,
      '        <name>ApiEnabled</name>',
      '    </userPermissions>',
      '</Profile>',
    ].join('\n'),
  }),
};

/** Files of the repository or a retrieve. */
export const METADATA: readonly Document[] = [connected, external, externalPolicies, profile];
