import { recordId } from '../ids.js';
import { permissionSetId, profileId } from '../record-ids.js';
import { saved, type Viewer } from '../records/viewer.js';
import type { Profile } from '../world.js';
import type { Component, MetadataType } from './type.js';
import { all, flag, text, type Fields, type Node } from './xml.js';

// Standard profiles have names of their own in metadata (documented).
const STANDARD_PROFILES: Readonly<Record<string, string>> = {
  'System Administrator': 'Admin',
  'Standard User': 'Standard',
  'Minimum Access - Salesforce': 'Minimum Access - Salesforce',
};
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function profileName(profile: Profile): string {
  return STANDARD_PROFILES[profile.name] ?? profile.name;
}

function findProfile(viewer: Viewer, fullName: string): Profile | undefined {
  return viewer.org.profiles.find((profile) => profileName(profile) === decodeURIComponent(fullName));
}

function minutes(clock: string): number {
  const [hour = '0', minute = '0'] = clock.split(':');
  return Number(hour) * 60 + Number(minute);
}

function clock(value: string | undefined): string {
  const total = Number(value ?? 0);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** One span for each day. A closed day is written as a span of no length. */
function hoursOf({ loginHours }: Profile): Fields | undefined {
  if (!loginHours) return undefined;
  return Object.fromEntries(
    DAYS.flatMap((day) => {
      const [span] = loginHours.days[day] ?? [];
      return [
        [`${day}Start`, span ? minutes(span.start) : 0],
        [`${day}End`, span ? minutes(span.end) : 0],
      ];
    }),
  );
}

function permission(name: string, enabled: boolean): Fields[] {
  return enabled ? [{ enabled: true, name }] : [];
}

const PROFILE: MetadataType = {
  name: 'Profile',
  folder: 'profiles',
  suffix: 'profile',
  list: ({ org, state }) =>
    org.profiles.map((profile) => ({
      fullName: encodeURIComponent(profileName(profile)).replaceAll('%20', ' '),
      id: profileId(org, profile),
      changedAt: state.startedAt - 86_400_000,
    })),
  read: (viewer, fullName) => {
    const profile = findProfile(viewer, fullName);
    if (!profile) return undefined;
    const hours = hoursOf(profile);
    return {
      custom: STANDARD_PROFILES[profile.name] === undefined,
      ...(hours && { loginHours: hours }),
      loginIpRanges: profile.loginIpRanges.map(({ start, end }) => ({ endAddress: end, startAddress: start })),
      userLicense: 'Salesforce',
      userPermissions: [
        ...permission('ApiEnabled', profile.apiEnabled),
        ...permission('ApproveUninstalledConnectedApps', profile.approveUninstalledApps),
        ...permission('UseAnyApiAuth', profile.useAnyApiClient),
      ],
    };
  },
  save: (viewer, fullName, fields) => {
    const profile = findProfile(viewer, fullName);
    if (!profile) return `no Profile named ${fullName} found`;
    const stated = (name: string): boolean | undefined => {
      const found = all(fields, 'userPermissions').find((one) => text(one, 'name') === name);
      return found === undefined ? undefined : flag(found, 'enabled');
    };
    profile.loginIpRanges = all(fields, 'loginIpRanges').map((range) => ({
      start: text(range, 'startAddress') ?? '',
      end: text(range, 'endAddress') ?? '',
    }));
    const hours = all(fields, 'loginHours')[0];
    if (hours === undefined) delete profile.loginHours;
    else profile.loginHours = { timeZone: profile.loginHours?.timeZone ?? 'UTC', days: daysOf(hours) };
    profile.apiEnabled = stated('ApiEnabled') ?? profile.apiEnabled;
    profile.useAnyApiClient = stated('UseAnyApiAuth') ?? profile.useAnyApiClient;
    return undefined;
  },
};

function daysOf(hours: Node): NonNullable<Profile['loginHours']>['days'] {
  return Object.fromEntries(
    DAYS.flatMap((day) => {
      const [start, end] = [text(hours, `${day}Start`), text(hours, `${day}End`)];
      if (start === undefined || end === undefined || start === end) return [];
      return [[day, [{ start: clock(start), end: clock(end) }]]];
    }),
  );
}

const PERMISSION_SET: MetadataType = {
  name: 'PermissionSet',
  folder: 'permissionsets',
  suffix: 'permissionset',
  list: ({ org, state }) =>
    org.permissionSets.map((set) => ({
      fullName: set.name,
      id: permissionSetId(org, set),
      changedAt: state.startedAt - 86_400_000,
    })),
  read: ({ org }, fullName) => {
    const set = org.permissionSets.find(({ name }) => name === fullName);
    return (
      set && {
        hasActivationRequired: set.activationRequired,
        label: set.name.replaceAll('_', ' '),
        ...(!set.carriesApps && { license: 'SalesforceAPIIntegrationPsl' }),
        userPermissions: [
          ...permission('ApiEnabled', set.apiEnabled),
          ...permission('ApproveUninstalledConnectedApps', set.approveUninstalledApps),
          ...permission('UseAnyApiAuth', set.useAnyApiClient),
        ],
      }
    );
  },
  save: ({ org }, fullName, fields) => {
    const enabled = (name: string): boolean =>
      all(fields, 'userPermissions').some((one) => text(one, 'name') === name && flag(one, 'enabled') === true);
    const values = {
      name: fullName,
      apiEnabled: enabled('ApiEnabled'),
      useAnyApiClient: enabled('UseAnyApiAuth'),
      approveUninstalledApps: enabled('ApproveUninstalledConnectedApps'),
      carriesApps: text(fields, 'license') !== 'SalesforceAPIIntegrationPsl',
      activationRequired: flag(fields, 'hasActivationRequired') === true,
    };
    const found = org.permissionSets.find(({ name }) => name === fullName);
    if (found) Object.assign(found, values);
    else org.permissionSets.push({ ...values, rights: [] });
    return undefined;
  },
};

/** Apps that an administrator blocked, by consumer key (documented: BlacklistedConsumer). */
const BLOCKED: MetadataType = {
  name: 'BlacklistedConsumer',
  folder: 'blacklistedConsumers',
  suffix: 'blacklistedConsumer',
  list: ({ org, state }) =>
    org.apps
      .map(saved)
      .filter(({ blocked }) => blocked)
      .map((app): Component => ({
        fullName: app.name,
        id: recordId('0Bc', app.consumerKey),
        changedAt: state.startedAt - 86_400_000,
      })),
  read: ({ org }, fullName) => {
    const app = org.apps.map(saved).find(({ name, blocked }) => blocked && name === fullName);
    return (
      app && {
        blockedByApiWhitelisting: false,
        consumerKey: app.consumerKey,
        consumerName: app.label,
        masterLabel: app.label,
      }
    );
  },
  save: ({ org }, fullName, fields) => {
    const app = org.apps.find(({ consumerKey }) => consumerKey === text(fields, 'consumerKey'));
    if (!app) return `no app with the consumer key of ${fullName}`;
    app.blocked = true;
    return undefined;
  },
  remove: ({ org }, fullName) => {
    const app = org.apps.find(({ name }) => name === fullName);
    if (!app) return `no BlacklistedConsumer named ${fullName} found`;
    app.blocked = false;
    return undefined;
  },
};

const SESSION_SETTING: MetadataType = {
  name: 'ProfileSessionSetting',
  folder: 'profileSessionSettings',
  suffix: 'profileSessionSetting',
  list: ({ org, state }) =>
    org.profiles
      .filter(({ highAssurance, sessionSettings }) => highAssurance || sessionSettings === true)
      .map((profile) => ({
        fullName: `${profileName(profile).replaceAll(' ', '_')}_profileSessionSetting`,
        id: recordId('0Ps', profile.name),
        changedAt: state.startedAt - 86_400_000,
      })),
  read: ({ org }, fullName) => {
    const profile = org.profiles.find(
      (one) =>
        (one.highAssurance || one.sessionSettings === true) &&
        `${profileName(one).replaceAll(' ', '_')}_profileSessionSetting` === fullName,
    );
    return (
      profile && {
        forceLogout: false,
        profile: profileName(profile),
        requiredSessionLevel: profile.highAssurance ? 'HIGH_ASSURANCE' : 'STANDARD',
        sessionTimeout: 120,
      }
    );
  },
  save: ({ org }, fullName, fields) => {
    const profile = org.profiles.find(
      (one) => `${profileName(one).replaceAll(' ', '_')}_profileSessionSetting` === fullName,
    );
    if (!profile) return `no Profile for ${fullName}`;
    profile.highAssurance = text(fields, 'requiredSessionLevel') === 'HIGH_ASSURANCE';
    profile.sessionSettings = true;
    return undefined;
  },
  remove: ({ org }, fullName) => {
    const profile = org.profiles.find(
      (one) => `${profileName(one).replaceAll(' ', '_')}_profileSessionSetting` === fullName,
    );
    if (profile) profile.highAssurance = false;
    return profile ? undefined : `no ProfileSessionSetting named ${fullName} found`;
  },
};

function settings(
  name: string,
  read: (viewer: Viewer) => Fields,
  save: (viewer: Viewer, fields: Node) => void = () => undefined,
): MetadataType {
  const fullName = name.replace(/Settings$/, '');
  return {
    name,
    folder: 'settings',
    suffix: 'settings',
    list: ({ state }) => [{ fullName, id: recordId('000', name), changedAt: state.startedAt - 86_400_000 }],
    read: (viewer, asked) => (asked === fullName ? read(viewer) : undefined),
    save: (viewer, asked, fields) => {
      if (asked !== fullName) return `no ${name} named ${asked} found`;
      save(viewer, fields);
      return undefined;
    },
  };
}

/** The metadata types of the org around the apps. */
export const ORG_TYPES: readonly MetadataType[] = [
  PERMISSION_SET,
  PROFILE,
  BLOCKED,
  SESSION_SETTING,
  settings(
    'MyDomainSettings',
    ({ org }) => ({
      canOnlyLoginWithMyDomainUrl: org.requiresMyDomain,
      doesApiLoginRequireOrgDomain: org.requiresMyDomain,
      myDomainName: org.myDomain,
    }),
    ({ org }, fields) => {
      org.requiresMyDomain = flag(fields, 'doesApiLoginRequireOrgDomain') === true;
    },
  ),
  settings('SecuritySettings', () => ({
    sessionSettings: { enforceIpRangesEveryRequest: false, sessionTimeout: 'TwoHours' },
  })),
  settings(
    'ConnectedAppSettings',
    ({ org }) => ({
      enableAdminApprovedAppsOnly: org.apiAccessControl,
      enableAdminApprovedAppsOnlyForExternalUser: false,
    }),
    ({ org }, fields) => {
      org.apiAccessControl = flag(fields, 'enableAdminApprovedAppsOnly') === true;
    },
  ),
];
