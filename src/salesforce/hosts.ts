import { remembered } from './remembered.js';

/** The type of an org, from its host name or from the org. */
export type OrgKind = 'production' | 'sandbox' | 'scratch' | 'developer' | 'trailhead';

type OrgCloud = 'public' | 'gov' | 'china';

/** The role of a host for JWT login. */
type HostKind =
  | 'login' // https://login.salesforce.com: production, Developer Edition, Trailhead
  | 'test' // https://test.salesforce.com: sandboxes and scratch orgs
  | 'my-domain' // the login host of one org
  | 'instance' // na1.salesforce.com and its like, retired
  | 'experience-site'
  | 'lightning' // lightning.force.com, salesforce-setup.com, vf.force.com: never issue tokens
  | 'salesforce' // another Salesforce host
  | 'loopback'
  | 'foreign';

/** Everything that a host name shows. */
export interface HostFacts {
  readonly kind: HostKind;
  /** `https://host`, lower case, without path or trailing slash. */
  readonly origin: string;
  readonly scheme: 'https' | 'http';
  /** The type of org behind the host; absent when the host name does not show it. */
  readonly orgKind?: OrgKind;
  readonly cloud: OrgCloud;
}

/** The generic production host, which is also an audience. */
export const LOGIN_ORIGIN = 'https://login.salesforce.com';

/** The generic sandbox host, which is also an audience. */
export const TEST_ORIGIN = 'https://test.salesforce.com';

const PARTITIONS: Readonly<Record<string, OrgKind>> = {
  sandbox: 'sandbox',
  develop: 'developer',
  scratch: 'scratch',
  trailblaze: 'trailhead',
  demo: 'production',
};

// Suffix of My Domain login hosts, by cloud (help: domain_name_url_formats; the .mil and crmforce.mil hosts are in the
// allow-list of the Salesforce CLI; the Chinese host is reported).
const MY_DOMAIN_SUFFIXES: readonly (readonly [string, OrgCloud])[] = [
  ['.my.salesforce.com', 'public'],
  ['.my.salesforce.mil', 'gov'],
  ['.my.crmforce.mil', 'gov'],
  ['.my.sfcrmproducts.cn', 'china'],
];

const NEVER_TOKEN_HOST =
  /(^|\.)lightning\.(force\.com|crmforce\.mil|sfcrmproducts\.cn)$|\.lightning\.[a-z.]+$|\.salesforce-setup\.(com|mil)$|\.vf\.force\.com$|\.visualforce\.com$/;
const EXPERIENCE_SITE = /\.my\.site\.com$|\.force\.com$|\.sfcrmapps\.cn$/;
const OTHER_SALESFORCE =
  /(^|\.)(salesforce\.com|salesforce\.mil|crmforce\.mil|force\.com|site\.com|sfcrmproducts\.cn|sfcrmapps\.cn)$/;
const INSTANCE = /^([a-z]{2,4}\d{1,4}|gs1)\.salesforce\.com$/;

function kindOf(hostname: string): Pick<HostFacts, 'kind' | 'orgKind' | 'cloud'> {
  if (/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)) return { kind: 'loopback', cloud: 'public' };
  // A URL may hold more, such as $(id); no host of Salesforce does.
  if (!/^[\w.-]+$/.test(hostname)) return { kind: 'foreign', cloud: 'public' };
  if (hostname === 'login.salesforce.com' || hostname === 'welcome.salesforce.com')
    return { kind: 'login', cloud: 'public' };
  if (hostname === 'test.salesforce.com') return { kind: 'test', cloud: 'public' };
  if (NEVER_TOKEN_HOST.test(hostname)) return { kind: 'lightning', cloud: 'public' };
  for (const [suffix, cloud] of MY_DOMAIN_SUFFIXES) {
    if (!hostname.endsWith(suffix)) continue;
    const [name = '', partition] = hostname.slice(0, -suffix.length).split('.');
    const orgKind = partition === undefined ? (name.includes('--') ? 'sandbox' : 'production') : PARTITIONS[partition];
    return { kind: 'my-domain', cloud, ...(orgKind && { orgKind }) };
  }
  if (INSTANCE.test(hostname)) return { kind: 'instance', cloud: 'public' };
  if (EXPERIENCE_SITE.test(hostname)) return { kind: 'experience-site', cloud: 'public' };
  if (OTHER_SALESFORCE.test(hostname)) return { kind: 'salesforce', cloud: 'public' };
  return { kind: 'foreign', cloud: 'public' };
}

/** Classifies the host of a URL. Reads a bare host name as `https://<host>`. Returns undefined for other text. */
export const hostFacts = remembered((url: string): HostFacts | undefined => {
  let parsed: URL;
  try {
    parsed = new URL(/^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[a-z0-9.-]+:\d+/i.test(url) ? url : `https://${url}`);
  } catch {
    return undefined;
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined;
  const hostname = parsed.hostname.toLowerCase().replace(/\.$/, '');
  if (hostname === '') return undefined;
  const scheme = parsed.protocol === 'https:' ? 'https' : 'http';
  const port = parsed.port === '' ? '' : `:${parsed.port}`;
  return { ...kindOf(hostname), origin: `${scheme}://${hostname}${port}`, scheme };
});

/** The generic host and audience for a type of org. */
export function genericOriginFor(kind: OrgKind): string {
  return kind === 'sandbox' || kind === 'scratch' ? TEST_ORIGIN : LOGIN_ORIGIN;
}

/** True when two URLs have the same origin. Ignores paths, trailing slashes and case. */
export function sameOrigin(a: string, b: string): boolean {
  const left = hostFacts(a);
  return left !== undefined && left.origin === hostFacts(b)?.origin;
}
