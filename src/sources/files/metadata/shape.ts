import type { SourceFact } from '../../../facts/store.js';
import { rangesFrom, type Part } from '../segments.js';
import type { OfApp, Paste, Reading } from '../shape.js';
import { appPolicies, clientAppHeader, connectedApp, globalOauth, oauthPolicies, oauthSettings } from './apps.js';
import { permissionSet, profile } from './profile.js';
import type { MetadataRecord } from './record.js';
import { blockedConsumer, connectedAppSettings, myDomainSettings, otherSettings, profileSession } from './settings.js';
import { parseMetadata, textOf } from './xml.js';

type Reader = (record: MetadataRecord) => Reading | Promise<Reading>;

/** A type of metadata: how it is read, and what it tells. */
interface MetadataType {
  readonly read: Reader;
  readonly tells: string;
}

const APPS: Readonly<Record<string, MetadataType>> = {
  ConnectedApp: {
    read: connectedApp,
    tells: 'consumer key, certificate, scopes, policies, selected profiles and permission sets',
  },
  ExternalClientApplication: { read: clientAppHeader, tells: 'the name of the app' },
  ExtlClntAppGlobalOauthSettings: { read: globalOauth, tells: 'consumer key, certificate, format of access tokens' },
  ExtlClntAppOauthSettings: { read: oauthSettings, tells: 'scopes' },
  ExtlClntAppOauthConfigurablePolicies: {
    read: oauthPolicies,
    tells: 'Permitted Users, policies, selected profiles and permission sets',
  },
  ExtlClntAppConfigurablePolicies: { read: appPolicies, tells: 'whether the app and its OAuth plug-in are enabled' },
};

const NOTHING = 'nothing: none of its settings concerns a JWT login';
const OTHERS: Readonly<Record<string, MetadataType>> = {
  Profile: { read: profile, tells: 'login IP ranges, login hours, permissions, if it is the profile of the user' },
  PermissionSet: { read: permissionSet, tells: 'permissions, if the user has it' },
  ProfileSessionSetting: { read: profileSession, tells: 'the session level that a profile demands' },
  MyDomainSettings: { read: myDomainSettings, tells: 'whether logins must use the My Domain' },
  ConnectedAppSettings: { read: connectedAppSettings, tells: 'API Access Control' },
  BlacklistedConsumer: { read: blockedConsumer, tells: 'a blocked app' },
  OauthOidcSettings: { read: otherSettings, tells: NOTHING },
  SecuritySettings: { read: otherSettings, tells: NOTHING },
  ExternalClientAppSettings: { read: otherSettings, tells: NOTHING },
};

/** Every type of metadata that is read. */
export const METADATA_TYPES: Readonly<Record<string, MetadataType>> = { ...APPS, ...OTHERS };

const TYPES = Object.keys(METADATA_TYPES).join('|');
const ROOT = new RegExp(`<(?:\\w+:)?(${TYPES})[\\s>]`);
const FILE = /\.[A-Za-z]+(?:-meta)?(?:\.xml)?$/;

/** `…/connectedApps/Acme%20CI.connectedApp-meta.xml` -> `Acme CI`; undefined for other file names. */
function componentOf(name: string, type: string): string | undefined {
  const base = name.split(/[\\/]/).at(-1)!;
  const stem = base.replace(/(?:-meta)?\.xml$/, '');
  const ending = /\.([A-Za-z]+)$/.exec(stem)?.[1]?.toLowerCase();
  const isMetadata =
    ending !== undefined && (type.toLowerCase() === ending || ending.startsWith('eca') || ending === 'app');
  if (!isMetadata) return undefined;
  const component = stem.replace(FILE, '');
  try {
    return decodeURIComponent(component);
  } catch {
    return component;
  }
}

function lineOf(text: string, element: string): number {
  const at = text.search(new RegExp(`<(?:\\w+:)?${element}[\\s/>]|>${element}<`));
  return at === -1 ? 1 : text.slice(0, at).split('\n').length;
}

/** The facts of one app with its names, kept apart from those of other apps. */
function ofApp({ facts, certificates }: Reading): Reading {
  const value = (name: 'app.name' | 'app.consumerKey'): string | undefined => {
    const fact = facts.find((one): one is SourceFact & { value: string } => one.name === name && 'value' in one);
    return fact?.value;
  };
  const [name, consumerKey] = [value('app.name'), value('app.consumerKey')];
  const app: OfApp = {
    facts,
    ...(name !== undefined && { name }),
    ...(consumerKey !== undefined && { consumerKey }),
    ...(certificates && { certificates }),
  };
  return { facts: [], apps: [app] };
}

// The long lists of a profile or a permission set. No login meets them, and parsing them takes most of the time.
const BULK =
  /<(fieldPermissions|objectPermissions|classAccesses|pageAccesses|tabVisibilities|tabSettings|recordTypeVisibilities|layoutAssignments|applicationVisibilities|flowAccesses|customPermissions|customSettingAccesses|customMetadataTypeAccesses|externalDataSourceAccesses|categoryGroupVisibilities)>[\s\S]*?<\/\1>/g;

async function read({ text, name }: Paste): Promise<Reading> {
  const parsed = await parseMetadata(text.replace(BULK, ''), { withoutPrefixes: true });
  if (parsed === undefined) return { facts: [] };
  const { type, root } = parsed;
  const component = componentOf(name, type) ?? textOf(root, 'label') ?? textOf(root, 'fullName');
  const record: MetadataRecord = {
    root,
    ...(component !== undefined && { component }),
    at: (element) => `${name}, line ${lineOf(text, element)}`,
  };
  const app = APPS[type];
  if (app !== undefined) return ofApp(await app.read(record));
  const reading = (await OTHERS[type]?.read(record)) ?? { facts: [] };
  if (component === undefined) return reading;
  if (type === 'PermissionSet') return { facts: [], permissionSets: [{ name: component, facts: reading.facts }] };
  return type === 'Profile' ? { facts: [], profiles: [{ name: component, facts: reading.facts }] } : reading;
}

/**
 * A metadata file of an app, a profile or a setting, in source or metadata format. It shows the intended configuration,
 * which may differ from the org's.
 */
export const metadata: Part = {
  id: 'metadata',
  title: 'a metadata file',
  find: (lines) =>
    rangesFrom(lines, ROOT, (from, [, type = '']) => {
      const end = lines.findIndex((line, index) => index >= from && new RegExp(`</(?:\\w+:)?${type}\\s*>`).test(line));
      return end === -1 ? undefined : end + 1;
    }),
  recognises: ({ text, json }) =>
    json === undefined && /^\s*(?:\ufeff)?</.test(text) && ROOT.test(text.slice(0, 20_000)),
  read,
};
