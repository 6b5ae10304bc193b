import type { FactStore } from '../facts/store.js';
import { myDomainOrigin } from '../simulator/hosts.js';
import { completeWorld } from '../simulator/complete-world.js';
import type { Org, World, WorldInput } from '../simulator/world.js';
import { appOfLogin, otherApps } from './app.js';
import { approvalsOf } from './approvals.js';
import { KeyRing, type StandIns } from './keys.js';
import { Ledger, type Assumption, type Given } from './ledger.js';
import { loginOf } from './login.js';
import { orgOf, type OrgInput } from './org.js';
import { peopleOf } from './people.js';

/** How to build a twin. */
export interface TwinOptions {
  readonly standIns: StandIns;
  /** Milliseconds since 1970 at which the login is played. */
  readonly now: number;
  readonly given?: Given;
  /** Switches of the simulator where the known facts about Salesforce conflict. */
  readonly behaviour?: WorldInput['behaviour'];
}

/** An org of the simulator that is made of facts, with all that had to be assumed. */
export interface Twin {
  readonly world: World;
  /** The org that the login is about. */
  readonly org: Org;
  readonly assumptions: readonly Assumption[];
  readonly keys: KeyRing;
}

/** The profile of the administrator as whom a running twin is read. */
const ADMINISTRATOR = { name: 'Twin Administrator', editSetup: true, useAnyApiClient: true };

function administratorOf(users: readonly { readonly username: string }[]) {
  const taken = new Set(users.map(({ username }) => username.toLowerCase()));
  const username = ['admin@twin.example.com', 'administrator@twin.example.com'].find((one) => !taken.has(one))!;
  return { username, profile: ADMINISTRATOR.name };
}

/** A second org that holds the app of the login, for an app that is known and not installed in the user's org. */
function publisherOf(app: NonNullable<OrgInput['apps']>[number]): OrgInput {
  return {
    myDomain: 'twin-publisher',
    profiles: [],
    apps: [{ ...app, origin: 'local', profiles: [], permissionSets: [] }],
  };
}

/** Builds the twin of the org and the login that facts tell about. Pure: the same facts give the same twin. */
export function buildTwin(facts: FactStore, { standIns, now, given, behaviour }: TwinOptions): Twin {
  const ledger = new Ledger(facts, given);
  const keys = new KeyRing(ledger, standIns);
  const settings = orgOf(ledger);
  const app = appOfLogin(ledger, keys);
  const others = otherApps(ledger, keys);
  const people = peopleOf(ledger, app, others);
  const isHere = ledger.assume('app.inOrg', true, [false]);
  const issuer = ledger.get('assertion.issuer');
  // Consumer keys are known on every host, whichever org holds the app.
  const isKnownElsewhere = !isHere && (issuer === undefined || app.consumerKey === issuer);
  const apps = isHere ? [app, ...others] : others;
  const users = [...people.users, administratorOf(people.users)];
  const org: OrgInput = {
    ...settings,
    ...people,
    profiles: [...people.profiles, ADMINISTRATOR],
    users,
    apps,
    approvals: isHere ? approvalsOf(ledger, apps, people.users, now) : [],
  };
  const origin = myDomainOrigin(org as Org);
  const world = completeWorld({
    title: 'a twin',
    behaviour,
    clientIp: ledger.get('client.ip') ?? '127.0.0.1',
    orgs: [org, ...(isKnownElsewhere ? [publisherOf(app)] : [])],
    login: loginOf(ledger, keys, origin, now),
  });
  return { world, org: world.orgs[0]!, assumptions: ledger.assumptions(), keys };
}
