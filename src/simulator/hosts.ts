import { genericOriginFor, LOGIN_ORIGIN, sameOrigin, TEST_ORIGIN } from '../salesforce/hosts.js';
import type { Org, World } from './world.js';

const SUFFIX = { public: 'my.salesforce.com', gov: 'my.salesforce.mil', china: 'my.sfcrmproducts.cn' } as const;
const PARTITION = {
  production: '',
  sandbox: 'sandbox.',
  scratch: 'scratch.',
  developer: 'develop.',
  trailhead: 'trailblaze.',
} as const;

/** The My Domain origin of an org (documented: help domain_name_url_formats). */
export function myDomainOrigin(org: Org): string {
  return `https://${org.myDomain.toLowerCase()}.${PARTITION[org.kind]}${SUFFIX[org.cloud]}`;
}

/** The origin of an org's user interface, which never issues tokens. */
function lightningOrigin(org: Org): string {
  return myDomainOrigin(org)
    .replace(/\.my\.salesforce\.(com|mil)$/, '.lightning.force.com')
    .replace('.my.', '.lightning.');
}

/** Every origin that has a server in this world. */
export function worldOrigins(world: World): string[] {
  return [LOGIN_ORIGIN, TEST_ORIGIN, ...world.orgs.flatMap((org) => [myDomainOrigin(org), lightningOrigin(org)])];
}

/** The org that owns a My Domain origin. */
export function orgOfMyDomain(world: World, origin: string): Org | undefined {
  return world.orgs.find((org) => sameOrigin(myDomainOrigin(org), origin));
}

/** True for an origin of an org's user interface. */
export function isLightning(world: World, origin: string): boolean {
  return world.orgs.some((org) => lightningOrigin(org) === origin);
}

/**
 * The orgs whose users a host resolves. The generic hosts serve the public cloud only: Government Cloud and China need
 * the My Domain (documented: KB 000386092; reported).
 */
export function orgsBehind(world: World, origin: string): Org[] {
  if (origin !== LOGIN_ORIGIN && origin !== TEST_ORIGIN) {
    const org = orgOfMyDomain(world, origin);
    return org ? [org] : [];
  }
  return world.orgs.filter(
    (org) =>
      org.cloud === 'public' &&
      genericOriginFor(org.kind) === origin &&
      !(org.requiresMyDomain && world.behaviour.requiresMyDomainBlocksJwt),
  );
}

/** The server's clock minus the real clock at a host, in seconds. A generic host uses the first wrong clock behind it. */
export function clockOffset(world: World, origin: string): number {
  return orgsBehind(world, origin).find((org) => org.clockOffsetSeconds !== 0)?.clockOffsetSeconds ?? 0;
}
