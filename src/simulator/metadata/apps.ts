import { X509Certificate } from 'node:crypto';
import { METADATA_SCOPES } from '../../salesforce/scopes.js';
import { recordId } from '../ids.js';
import { appId } from '../record-ids.js';
import { listedApps } from '../records/apps.js';
import { changedAt, may, saved, type Viewer } from '../records/viewer.js';
import type { App, Org } from '../world.js';
import type { Component, MetadataType } from './type.js';
import { flag, one, text, texts, type Fields, type Node } from './xml.js';

type Policy = App['refreshTokenPolicy'];

function scopeNames(scopes: readonly string[]): string[] {
  return scopes.map((scope) => Object.entries(METADATA_SCOPES).find(([, oauth]) => oauth === scope)?.[0] ?? scope);
}

function scopesOf(names: readonly string[]): string[] {
  return names.map((name) => METADATA_SCOPES[name.trim()] ?? name.trim()).filter((name) => name !== '');
}

/** Reads a certificate from an app's metadata: PEM, or the base64 of its DER. Undefined for anything else. */
function certificateOf(value: string): string | undefined {
  const pem = value.includes('-----BEGIN')
    ? value
    : `-----BEGIN CERTIFICATE-----\n${value.replace(/\s+/g, '').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  try {
    return new X509Certificate(pem).toString();
  } catch {
    return undefined;
  }
}

function bareBase64(pem: string): string {
  return pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
}

/** A certificate switches the flow on (documented for External Client Apps, inferred for connected apps). */
function shownCertificate(app: App): string | undefined {
  return app.jwtFlow && app.certificate !== null ? app.certificate : undefined;
}

function findSaved(viewer: Viewer, kind: App['kind'], name: string): App | undefined {
  return listedApps(viewer.org, kind).find((app) => app.name === name);
}

function entry(viewer: Viewer, kind: App['kind'], name: string): App | undefined {
  return viewer.org.apps.find((app) => app.kind === kind && app.name === name && app.origin !== 'uninstalled');
}

function component(viewer: Viewer, app: App, fullName = app.name): Component {
  const own = viewer.org.apps.find(({ consumerKey }) => consumerKey === app.consumerKey) ?? app;
  return {
    fullName,
    id: appId(viewer.org, app),
    changedAt: changedAt(viewer, own),
    installed: app.origin === 'installed',
  };
}

/**
 * Changes the saved app. The token endpoint sees the change `propagationSeconds` later. When that is 0 it sees it at
 * once, together with any earlier change that was still pending.
 */
function write(viewer: Viewer, app: App, values: Partial<App>): void {
  const elapsed = (viewer.now - viewer.state.startedAt) / 1000;
  const { propagationSeconds } = viewer.world.behaviour;
  const arrived = propagationSeconds === 0 || (app.pendingChange?.afterSeconds ?? 0) <= elapsed;
  const onItsWay = { ...(arrived ? {} : app.pendingChange?.set), ...values };
  if (arrived) Object.assign(app, saved(app));
  delete app.pendingChange;
  app.changedSecondsAgo = -elapsed;
  if (propagationSeconds === 0) Object.assign(app, onItsWay);
  else app.pendingChange = { afterSeconds: elapsed + propagationSeconds, set: onItsWay };
}

const CONNECTED_POLICY = {
  infinite: () => 'infinite',
  zero: () => 'zero',
  'specific-lifetime': (hours: number) => `specific_lifetime:${hours}:HOURS`,
  'specific-inactivity': (hours: number) => `specific_inactivity:${hours}:HOURS`,
} as const;

const UNIT_HOURS: Readonly<Record<string, number>> = { hours: 1, days: 24, months: 720 };

function connectedPolicyOf(value: string | undefined): Policy {
  if (value === undefined || value === 'infinite') return { type: 'infinite' };
  if (value === 'zero') return { type: 'zero' };
  const [type = '', count = '0', unit = 'HOURS'] = value.split(':');
  const hours = Number(count) * (UNIT_HOURS[unit.toLowerCase()] ?? 1);
  return { type: type === 'specific_inactivity' ? 'specific-inactivity' : 'specific-lifetime', hours };
}

const RELAXATION = { enforce: 'ENFORCE', bypass: 'BYPASS' } as const;

function readConnectedApp(viewer: Viewer, name: string): Fields | undefined {
  const app = findSaved(viewer, 'connected-app', name);
  if (app?.origin !== 'local') return undefined;
  const policy = app.refreshTokenPolicy;
  const certificate = shownCertificate(app);
  return {
    contactEmail: 'admin@example.com',
    label: app.label,
    oauthConfig: {
      callbackUrl: app.callbackUrls.join('\n'),
      ...(certificate !== undefined && { certificate: bareBase64(certificate) }),
      consumerKey: app.consumerKey,
      isAdminApproved: app.permittedUsers === 'admin-approved',
      isClientCredentialEnabled: false,
      isConsumerSecretOptional: app.requiresSecret !== true,
      isIntrospectAllTokens: false,
      isNamedUserJwtEnabled: app.issuesJwtAccessTokens,
      isSecretRequiredForRefreshToken: true,
      scopes: scopeNames(app.scopes),
    },
    oauthPolicy: {
      ipRelaxation: RELAXATION[app.ipRelaxation],
      refreshTokenPolicy: CONNECTED_POLICY[policy.type]('hours' in policy ? policy.hours : 0),
    },
    permissionSetName: app.permissionSets,
    profileName: app.profiles,
    ...(app.highAssurance && { sessionPolicy: { policyAction: 'Block', sessionLevel: 'HIGH_ASSURANCE' } }),
  };
}

function missing(viewer: Viewer, kind: 'profiles' | 'permissionSets', names: readonly string[]): string | undefined {
  const unknown = names.find((name) => !viewer.org[kind].some((one) => one.name === name));
  return unknown === undefined
    ? undefined
    : `In field: ${kind === 'profiles' ? 'profileName' : 'permissionSetName'} - no ${kind === 'profiles' ? 'Profile' : 'PermissionSet'} named ${unknown} found`;
}

function saveConnectedApp(viewer: Viewer, name: string, fields: Node): string | undefined {
  const app = entry(viewer, 'connected-app', name);
  // Since Spring '26 new connected apps are made by Support only (documented: 005228017).
  if (!app)
    return "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.";
  if (app.origin !== 'local') return 'Cannot Modify Managed Component';
  const oauth = one(fields, 'oauthConfig');
  const policy = one(fields, 'oauthPolicy');
  const stated = text(oauth, 'certificate');
  const certificate = stated === undefined ? null : certificateOf(stated);
  if (certificate === undefined) return 'Certificate is not valid';
  const [profiles, permissionSets] = [texts(fields, 'profileName'), texts(fields, 'permissionSetName')];
  const problem = missing(viewer, 'profiles', profiles) ?? missing(viewer, 'permissionSets', permissionSets);
  if (problem !== undefined) return problem;
  write(viewer, app, {
    label: text(fields, 'label') ?? app.label,
    callbackUrls: (text(oauth, 'callbackUrl') ?? '').split(/\s+/).filter((url) => url !== ''),
    certificate,
    jwtFlow: certificate !== null,
    permittedUsers: flag(oauth, 'isAdminApproved') === true ? 'admin-approved' : 'self-authorize',
    issuesJwtAccessTokens: flag(oauth, 'isNamedUserJwtEnabled') === true,
    scopes: scopesOf(texts(oauth, 'scopes')),
    ipRelaxation: /^bypass/i.test(text(policy, 'ipRelaxation') ?? '') ? 'bypass' : 'enforce',
    refreshTokenPolicy: connectedPolicyOf(text(policy, 'refreshTokenPolicy')),
    highAssurance: text(one(fields, 'sessionPolicy'), 'sessionLevel') === 'HIGH_ASSURANCE',
    profiles,
    permissionSets,
  });
  return undefined;
}

const CONNECTED_APP: MetadataType = {
  name: 'ConnectedApp',
  folder: 'connectedApps',
  suffix: 'connectedApp',
  list: (viewer) => listedApps(viewer.org, 'connected-app').map((app) => component(viewer, app)),
  read: readConnectedApp,
  save: saveConnectedApp,
};

/** The org's own entry behind an app that `saved` returned, which may be a copy. */
function entryNamed(org: Org, { kind, name }: App): App {
  return org.apps.find((app) => app.kind === kind && app.name === name)!;
}

const SECRET_RULE =
  'You do not have the proper permissions to access the consumer details of an external client app in the Metadata API.';
const needsSecretRight = (viewer: Viewer): string | undefined =>
  may(viewer, 'ViewClientSecret') ? undefined : SECRET_RULE;
const needsPolicyRight = (viewer: Viewer): string | undefined =>
  may(viewer, 'ExternalClientAppAdmin', 'ExternalClientAppViewer')
    ? undefined
    : 'You do not have the proper permissions to access the policies of an external client app.';

/** Creation times of the apps made in this run, and the names that their first deployment gave to their parts. */
const births = new WeakMap<App, { readonly at: number; readonly names: Map<string, string> }>();

/**
 * Accepts or refuses the name of a part. The first deployment may name the parts freely, or the org names the policies
 * itself: both are reported, and the world chooses. False for a second policy of the same app.
 */
function takesName({ org, now, world }: Viewer, app: App, type: string, fullName: string, given: string): boolean {
  if (fullName === given || !type.endsWith('Policies')) return true;
  const birth = births.get(entryNamed(org, app));
  if (birth?.at !== now || world.behaviour.firstPolicyNames === 'own') return false;
  birth.names.set(type, fullName);
  return true;
}

/** A part of an External Client App: a metadata type that names its app in `externalClientApplication`. */
function part(
  name: string,
  files: Pick<MetadataType, 'folder' | 'suffix'>,
  ending: string,
  refuses: MetadataType['refuses'],
  fieldsOf: (app: App, viewer: Viewer) => Fields,
  valuesOf: (fields: Node, app: App, viewer: Viewer) => Partial<App> | string,
): MetadataType {
  const nameOf = (app: App, org: Org): string =>
    births.get(entryNamed(org, app))?.names.get(name) ?? `${app.name}${ending}`;
  const isReadable = (app: App): boolean => app.origin === 'local' || name.endsWith('Policies');
  return {
    name,
    ...files,
    ...(refuses && { refuses }),
    list: (viewer) =>
      listedApps(viewer.org, 'external-client-app')
        .filter(isReadable)
        .map((app) => ({
          ...component(viewer, app, nameOf(app, viewer.org)),
          id: recordId('0xP', `${name}/${app.consumerKey}`),
        })),
    read: (viewer, fullName) => {
      const app = listedApps(viewer.org, 'external-client-app').find((one) => nameOf(one, viewer.org) === fullName);
      if (!app || !isReadable(app)) return undefined;
      return { externalClientApplication: app.name, label: app.label, ...fieldsOf(app, viewer) };
    },
    save: (viewer, fullName, fields) => {
      const app = entry(viewer, 'external-client-app', text(fields, 'externalClientApplication') ?? '');
      if (!app) return `INVALID_CROSS_REFERENCE_KEY: ${fullName}: no external client app of that name`;
      if (!takesName(viewer, app, name, fullName, nameOf(app, viewer.org)))
        return `duplicate value found: ExternalClientApplicationId duplicates value on record with id: ${appId(viewer.org, app)}`;
      const values = valuesOf(fields, app, viewer);
      if (typeof values === 'string') return values;
      write(viewer, app, values);
      return undefined;
    },
  };
}

const REFRESH_TYPES = {
  infinite: 'Infinite',
  zero: 'Zero',
  'specific-lifetime': 'SpecificLifetime',
  'specific-inactivity': 'SpecificInactivity',
} as const;

function clientPolicyOf(fields: Node): Policy {
  const type = (text(fields, 'refreshTokenPolicyType') ?? 'Infinite').toLowerCase();
  if (type === 'infinite' || type === 'zero') return { type };
  const unit = UNIT_HOURS[(text(fields, 'refreshTokenValidityUnit') ?? 'Hours').toLowerCase()] ?? 1;
  const hours = Number(text(fields, 'refreshTokenValidityPeriod') ?? 0) * unit;
  return { type: type === 'specificinactivity' ? 'specific-inactivity' : 'specific-lifetime', hours };
}

function commaList(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

const CLIENT_APP: MetadataType = {
  name: 'ExternalClientApplication',
  folder: 'externalClientApps',
  suffix: 'eca',
  refuses: needsPolicyRight,
  list: (viewer) => listedApps(viewer.org, 'external-client-app').map((app) => component(viewer, app)),
  read: (viewer, name) => {
    const app = findSaved(viewer, 'external-client-app', name);
    if (app?.origin !== 'local') return undefined;
    return {
      contactEmail: 'admin@example.com',
      distributionState: 'Local',
      isProtected: false,
      label: app.label,
      orgScopedExternalApp: `${viewer.org.id}:${app.name}`,
    };
  },
  save: (viewer, name, fields) => {
    const app = entry(viewer, 'external-client-app', name);
    if (app) write(viewer, app, { label: text(fields, 'label') ?? app.label });
    else {
      const made: App = {
        kind: 'external-client-app',
        name,
        label: text(fields, 'label') ?? name,
        consumerKey: `3MVG9${recordId('0xI', `${viewer.org.id}/${name}/${viewer.now}`).repeat(4)}`,
        origin: 'local',
        certificate: null,
        jwtFlow: false,
        enabled: true,
        blocked: false,
        callbackUrls: [],
        scopes: [],
        permittedUsers: 'self-authorize',
        profiles: [],
        permissionSets: [],
        highAssurance: false,
        issuesJwtAccessTokens: false,
        refreshTokenPolicy: { type: 'infinite' },
        ipRelaxation: 'enforce',
        visibleAfterSeconds: 0,
        changedSecondsAgo: (viewer.state.startedAt - viewer.now) / 1000,
      };
      viewer.org.apps.push(made);
      births.set(made, { at: viewer.now, names: new Map() });
    }
    return undefined;
  },
};

const GLOBAL_OAUTH = part(
  'ExtlClntAppGlobalOauthSettings',
  { folder: 'extlClntAppGlobalOauthSets', suffix: 'ecaGlblOauth' },
  '_glbloauth',
  needsSecretRight,
  (app, { world }) => {
    const certificate = world.behaviour.clientAppCertificateReadable ? shownCertificate(app) : undefined;
    return {
      callbackUrl: app.callbackUrls.join('\n'),
      ...(certificate !== undefined && { certificate }),
      consumerKey: app.consumerKey,
      isConsumerSecretOptional: app.requiresSecret !== true,
      isIntrospectAllTokens: false,
      isPkceRequired: true,
      isSecretRequiredForRefreshToken: true,
      shouldRotateConsumerKey: false,
      shouldRotateConsumerSecret: false,
    };
  },
  (fields, app) => {
    const stated = text(fields, 'certificate');
    const certificate = stated === undefined ? null : certificateOf(stated);
    if (certificate === undefined) return 'Certificate is not valid';
    const isNew = app.scopes.length === 0 && app.callbackUrls.length === 0;
    return {
      // The key is used only on creation; leaving the certificate out removes it (both reported).
      consumerKey: isNew ? (text(fields, 'consumerKey') ?? app.consumerKey) : app.consumerKey,
      callbackUrls: (text(fields, 'callbackUrl') ?? '').split(/\s+/).filter((url) => url !== ''),
      certificate,
      jwtFlow: certificate !== null,
    };
  },
);

const OAUTH_SETTINGS = part(
  'ExtlClntAppOauthSettings',
  { folder: 'extlClntAppOauthSettings', suffix: 'ecaOauth' },
  '_oauth',
  needsSecretRight,
  (app, { org }) => ({
    commaSeparatedOauthScopes: scopeNames(app.scopes).join(', '),
    isFirstPartyAppEnabled: false,
    oauthLink: `${org.id}:${recordId('888', app.consumerKey)}`,
  }),
  (fields) => ({ scopes: scopesOf(commaList(text(fields, 'commaSeparatedOauthScopes'))) }),
);

const OAUTH_POLICIES = part(
  'ExtlClntAppOauthConfigurablePolicies',
  { folder: 'extlClntAppOauthPolicies', suffix: 'ecaOauthPlcy' },
  '_oauthPlcy',
  needsPolicyRight,
  (app) => {
    const policy = app.refreshTokenPolicy;
    return {
      ...(app.permissionSets.length > 0 && { commaSeparatedPermissionSet: app.permissionSets.join(',') }),
      ...(app.profiles.length > 0 && { commaSeparatedProfile: app.profiles.join(',') }),
      ipRelaxationPolicyType: app.ipRelaxation === 'enforce' ? 'Enforce' : 'Bypass',
      isNamedUserJwtEnabled: app.issuesJwtAccessTokens,
      permittedUsersPolicyType:
        app.permittedUsers === 'admin-approved' ? 'AdminApprovedPreAuthorized' : 'AllSelfAuthorized',
      ...(app.highAssurance && { policyAction: 'Block' }),
      refreshTokenPolicyType: REFRESH_TYPES[policy.type],
      ...('hours' in policy && { refreshTokenValidityPeriod: policy.hours, refreshTokenValidityUnit: 'Hours' }),
      requiredSessionLevel: app.highAssurance ? 'HIGH_ASSURANCE' : 'STANDARD',
    };
  },
  (fields, _app, viewer) => {
    const permitted = text(fields, 'permittedUsersPolicyType') ?? 'AllSelfAuthorized';
    if (!/^(AllSelfAuthorized|AdminApprovedPreAuthorized)$/i.test(permitted))
      return `'${permitted}' is not a valid value for the enum 'PermittedUsersPolicyType'`;
    const profiles = commaList(text(fields, 'commaSeparatedProfile'));
    const permissionSets = commaList(text(fields, 'commaSeparatedPermissionSet'));
    const problem = missing(viewer, 'profiles', profiles) ?? missing(viewer, 'permissionSets', permissionSets);
    if (problem !== undefined) return problem;
    return {
      permittedUsers: /^Admin/i.test(permitted) ? 'admin-approved' : 'self-authorize',
      profiles,
      permissionSets,
      ipRelaxation: /^bypass/i.test(text(fields, 'ipRelaxationPolicyType') ?? '') ? 'bypass' : 'enforce',
      issuesJwtAccessTokens: flag(fields, 'isNamedUserJwtEnabled') === true,
      refreshTokenPolicy: clientPolicyOf(fields),
      highAssurance: text(fields, 'requiredSessionLevel') === 'HIGH_ASSURANCE',
    };
  },
);

const APP_POLICIES = part(
  'ExtlClntAppConfigurablePolicies',
  { folder: 'extlClntAppPolicies', suffix: 'ecaPlcy' },
  '_plcy',
  needsPolicyRight,
  (app) => ({ isEnabled: app.enabled && !app.blocked, isOauthPluginEnabled: true, startPage: 'None' }),
  (fields) => {
    const enabled = flag(fields, 'isEnabled') !== false;
    return { enabled, ...(enabled && { blocked: false }) };
  },
);

/** The metadata types of apps. An app is deployed before its parts. */
export const APP_TYPES: readonly MetadataType[] = [
  CONNECTED_APP,
  CLIENT_APP,
  GLOBAL_OAUTH,
  OAUTH_SETTINGS,
  OAUTH_POLICIES,
  APP_POLICIES,
];
