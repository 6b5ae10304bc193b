import { orgsBehind } from './hosts.js';
import { isPlatformApp, platformCli } from './platform-app.js';
import type { OrgState } from './state.js';
import type { App, Org, World } from './world.js';

/** An app as one org holds it. */
export interface Placed {
  readonly app: App;
  readonly org: Org;
}

/** The app as the endpoint sees it now: undefined until it is visible, without changes that are still on their way. */
function asSeen(app: App, state: OrgState, now: number): App | undefined {
  const elapsed = (now - state.startedAt) / 1000;
  if (app.visibleAfterSeconds > 0 && elapsed < app.visibleAfterSeconds) return undefined;
  return app.pendingChange && elapsed >= app.pendingChange.afterSeconds ? { ...app, ...app.pendingChange.set } : app;
}

/** Every place that holds an app with this consumer key. */
function placesOf(world: World, consumerKey: string, state: OrgState, now: number): Placed[] {
  return world.orgs.flatMap((org) =>
    org.apps.flatMap((entry) => {
      const app = asSeen(entry, state, now);
      return app?.consumerKey === consumerKey ? [{ app, org }] : [];
    }),
  );
}

/** An installed app has the certificate and the flow of its publisher. */
function withPublisher(place: Placed, places: readonly Placed[]): Placed {
  if (place.app.origin === 'local' || place.app.certificate !== null) return place;
  const publisher = places.find(({ app }) => app.origin === 'local')?.app;
  return publisher
    ? { org: place.org, app: { ...place.app, certificate: publisher.certificate, jwtFlow: publisher.jwtFlow } }
    : place;
}

/**
 * The app that a consumer key names at a host: the copy in the user's org, else one behind the host, else any.
 * Consumer keys are known on every host unless the world says otherwise (reported: blog, cli#3482).
 */
export function findApp(
  world: World,
  origin: string,
  consumerKey: string,
  userOrg: Org | undefined,
  state: OrgState,
  now: number,
): Placed | undefined {
  const places = placesOf(world, consumerKey, state, now);
  const behind = orgsBehind(world, origin);
  const home = userOrg ?? behind[0];
  if (home && isPlatformApp({ consumerKey })) return { app: platformCli(), org: home };
  const near = places.filter(({ org }) => behind.includes(org));
  const found =
    near.find(({ org }) => org === userOrg) ??
    near.find(({ app }) => app.origin === 'local') ??
    near[0] ??
    (world.behaviour.appKnownEverywhere ? (places.find(({ app }) => app.origin === 'local') ?? places[0]) : undefined);
  return found && withPublisher(found, places);
}

/** The app with this consumer key in one org, as the endpoint sees it. */
export function appInOrg(world: World, org: Org, consumerKey: string, state: OrgState, now: number): App | undefined {
  const places = placesOf(world, consumerKey, state, now);
  const place = places.find((candidate) => candidate.org === org);
  return place && withPublisher(place, places).app;
}

/**
 * The app as an org holds it, or undefined when it does not. A connected app that was never installed there is a guest;
 * an External Client App has to be in the org.
 */
export function heldApp(world: World, org: Org, known: App, state: OrgState, now: number): App | undefined {
  if (isPlatformApp(known)) return known;
  const held = appInOrg(world, org, known.consumerKey, state, now);
  if (held || known.kind === 'external-client-app') return held;
  return { ...known, origin: 'uninstalled', profiles: [], permissionSets: [], blocked: false };
}
