import { hostFacts, type OrgKind } from '../salesforce/hosts.js';
import type { WorldInput } from '../simulator/world.js';
import type { Ledger } from './ledger.js';

/** An org of the simulator, before what may be left out has its default. */
export type OrgInput = WorldInput['orgs'][number];

const PARTITION = /\.(sandbox|develop|scratch|trailblaze|demo)$/;
const SUFFIX = /\.my\.(?:salesforce\.(?:com|mil)|crmforce\.mil|sfcrmproducts\.cn)$/;

/** The host that the login asked, where it is a My Domain. */
function askedDomain(ledger: Ledger): string | undefined {
  const url = ledger.get('request.url');
  const host = url === undefined ? undefined : hostFacts(url);
  return host?.kind === 'my-domain' ? host.origin : undefined;
}

/** The name of a My Domain: `acme--uat` for `https://acme--uat.sandbox.my.salesforce.com`. */
function nameOfDomain(origin: string): string {
  const { hostname } = new URL(origin);
  return hostname.replace(SUFFIX, '').replace(PARTITION, '').replaceAll('.', '-');
}

function kindOfOrg(ledger: Ledger, domain: string | undefined): OrgKind {
  const told = domain === undefined ? undefined : hostFacts(domain)?.orgKind;
  const url = ledger.get('request.url');
  const byHost = url !== undefined && hostFacts(url)?.kind === 'test' ? 'sandbox' : 'production';
  const assumed = told ?? byHost;
  return told ?? ledger.assume('org.kind', assumed, [assumed === 'sandbox' ? 'production' : 'sandbox']);
}

/** The settings of the org itself, without the people and apps in it. */
export function orgOf(ledger: Ledger): OrgInput {
  const asked = askedDomain(ledger);
  const domain = ledger.get('org.myDomain') ?? asked ?? ledger.assume('org.myDomain', 'https://twin.my.salesforce.com');
  const told = hostFacts(domain)?.kind === 'my-domain' ? domain : undefined;
  const status = ledger.assume('org.status', 'active');
  return {
    kind: kindOfOrg(ledger, told),
    cloud: (told === undefined ? undefined : hostFacts(told)?.cloud) ?? ledger.assume('org.cloud', 'public'),
    myDomain: told === undefined ? 'twin' : nameOfDomain(told),
    status: /^active$|maintenance/i.test(status) ? 'active' : 'inactive',
    maintenance: /maintenance/i.test(status),
    requiresMyDomain: ledger.get('org.requiresMyDomain') ?? false,
    apiAccessControl: ledger.assume('org.apiAccessControl', false, [true]),
    clockOffsetSeconds: -(ledger.get('clock.skewSeconds') ?? 0),
  };
}
