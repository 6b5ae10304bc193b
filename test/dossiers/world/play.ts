import type { AnswerId } from '../../../src/answers/index.js';
import {
  createState,
  judge,
  judgeApiCall,
  loginAudience,
  loginRequest,
  recordJudgement,
  type LoginRequest,
  type World,
} from '../../../src/simulator/index.js';
import { homeOf, partsOf } from './base.js';
import { CANON } from './names.js';
import { worldOfScene, type Scene } from './scene.js';

/** Whose attempt it is, and from where. */
export type Role = 'main' | 'second-user' | 'my-domain' | 'laptop' | 'hub';

/** What is asked of the embedded org. */
export interface Question {
  readonly role: Role;
  /** Whether the fault is there yet. */
  readonly faulty: boolean;
  /** A pair of host and audience in place of the configured one, as clients with a list of attempts try them. */
  readonly pair?: { readonly login: string; readonly audience: string };
}

/** What the embedded org answers, and what it writes into its Login History. */
export interface Reply {
  readonly login: World['login'];
  readonly host: string;
  readonly audience: unknown;
  readonly answer: AnswerId | 'token' | 'page' | 'unreachable';
  readonly rest?: AnswerId;
  readonly soap?: AnswerId;
  readonly history?: string;
}

/** Monday, 23 November 2026, in the evening: the time of every world. */
export const NOW = Date.UTC(2026, 10, 23, 22, 10, 0);

// The login to another org shares the code and the machine with the one that fails, and nothing else.
const HUB_SHARES: ReadonlySet<string> = new Set(['code', 'clock']);

function worldFor(scene: Scene, { role, faulty, pair }: Question): World {
  const { place } = scene.fault;
  const inHub = role === 'hub' && !HUB_SHARES.has(place);
  // The same program with the same settings: only the clock and the address are others.
  const onLaptop = role === 'laptop' && place === 'clock';
  const world = worldOfScene(scene, faulty && !inHub && !onLaptop);
  const { login, org, beside } = partsOf(world);
  if (role === 'second-user') login.username = CANON.second;
  if (role === 'my-domain') login.instanceUrl = homeOf(scene.base.kind);
  if (role === 'laptop') world.clientIp = CANON.laptopIp;
  if (role === 'hub') {
    const app = structuredClone(org.apps[0] ?? beside.apps[0]!);
    Object.assign(app, { consumerKey: CANON.hubKey, permittedUsers: 'admin-approved', profiles: [CANON.profile] });
    beside.apps.push(app);
    login.username = CANON.hubUser;
    login.clientId = CANON.hubKey;
    login.instanceUrl = homeOf(beside.kind === 'sandbox' ? 'sandbox' : 'production');
  }
  if (pair) {
    login.instanceUrl = pair.login;
    login.audience = pair.audience;
  }
  return world;
}

const requests = new Map<string, LoginRequest>();

/** The request of a login. Most scenes send the same one, so it is signed once. */
function requestOf(login: World['login']): LoginRequest {
  const key = JSON.stringify(login);
  let request = requests.get(key);
  if (request === undefined) requests.set(key, (request = loginRequest(login, NOW)));
  return request;
}

function ask(world: World): Reply {
  const { login } = world;
  const state = createState(NOW, world.usedAssertionIds);
  const { url, method, headers, body } = requestOf(login);
  const request = { origin: new URL(url).origin, method, contentType: headers['content-type'], body, now: NOW };
  const judgement = judge(world, state, request);
  recordJudgement(state, request, world, judgement);
  const { answer, org, user, app, scopes = [] } = judgement;
  const audience = login.claims.aud ?? loginAudience(login);
  const history = state.history.at(-1)?.status;
  const base = { login, host: login.instanceUrl, audience, answer, ...(history !== undefined && { history }) };
  if (answer !== 'token' || !org || !user || !app) return base;
  const format = app.issuesJwtAccessTokens ? ('jwt' as const) : ('opaque' as const);
  const session = { token: 'token', org, user, app, scopes, format };
  const rest = judgeApiCall(world, session, 'rest', state, NOW);
  const soap = judgeApiCall(world, session, 'soap', state, NOW);
  return { ...base, ...(rest && { rest }), ...(soap && { soap }) };
}

const replies = new Map<string, Reply>();

/** What the embedded org says in a scene. The same question gets the same reply, so it is asked once. */
export function play(scene: Scene, question: Question): Reply {
  const { base, fault, behaviour } = scene;
  const { role, faulty, pair } = question;
  const key = [
    base.kind,
    base.host,
    base.app,
    base.policy,
    behaviour?.id,
    fault.id,
    role,
    faulty,
    pair?.login,
    pair?.audience,
  ].join(' ');
  let reply = replies.get(key);
  if (reply === undefined) replies.set(key, (reply = ask(worldFor(scene, question))));
  return reply;
}
