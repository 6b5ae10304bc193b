import { partsOf, RIGHT_CERTIFICATE, homeOf } from '../world/base.js';
import { CANON } from '../world/names.js';
import { stepOf } from '../stories/steps.js';
import { timeMark, type Document, type Looked } from './document.js';

type Row = readonly [name: string, of: (looked: Looked) => unknown];

/** The reply to the attempt that is to be explained. */
const mainOf = (attempts: Looked['attempts']) => attempts.findLast(({ attempt }) => attempt.role === 'main')!.reply;
const appOf = ({ world }: Looked) => {
  const [app] = world.orgs[0]!.apps;
  // An administrator sees what was saved, the endpoint perhaps not yet.
  return app && { ...app, ...app.pendingChange?.set };
};
const inOrg = ({ world }: Looked): boolean => world.orgs[0]!.apps.length > 0;
const parts = ({ world }: Looked) => partsOf(world);
const isFresh = ({ scene }: Looked): boolean => scene.step !== undefined && stepOf(scene.step).isFresh === true;
const own = <T>(looked: Looked, of: (app: NonNullable<ReturnType<typeof appOf>>) => T): T | undefined => {
  const app = inOrg(looked) ? appOf(looked) : undefined;
  return app && of(app);
};

/** The thumbprint of a certificate of an app, or null. */
function thumbprint(certificate: string | null): string | null {
  if (certificate === null) return null;
  return certificate === RIGHT_CERTIFICATE ? CANON.rightThumbprint : CANON.otherThumbprint;
}

function isAssigned(looked: Looked): boolean | undefined {
  return own(looked, ({ permissionSets }) => {
    const { user } = parts(looked);
    return permissionSets.some((set) => user.permissionSets.includes(set) && !user.expiredPermissionSets.includes(set));
  });
}

/** The facts of an evidence file that a scene decides, each by its public name. */
const ROWS: readonly Row[] = [
  ['org.kind', ({ scene }) => scene.base.kind],
  ['org.myDomain', ({ scene }) => homeOf(scene.base.kind)],
  ['org.status', (looked) => parts(looked).org.status],
  ['org.apiAccessControl', (looked) => parts(looked).org.apiAccessControl],
  ['request.url', ({ attempts }) => `${mainOf(attempts).host}/services/oauth2/token`],
  ['assertion.audience', ({ attempts }) => mainOf(attempts).audience],
  ['assertion.issuer', ({ attempts }) => mainOf(attempts).login.clientId],
  ['assertion.subject', ({ attempts }) => mainOf(attempts).login.username],
  ['assertion.algorithm', ({ attempts }) => mainOf(attempts).login.assertion.algorithm],
  [
    'request.contentType',
    ({ attempts }) => {
      const { request } = mainOf(attempts).login;
      return request.asJson ? 'application/json' : request.contentType;
    },
  ],
  ['clock.skewSeconds', ({ scene }) => (scene.fault.place === 'clock' ? -3600 : 0)],
  ['client.ip', () => CANON.clientIp],
  ['key.thumbprint', () => CANON.rightThumbprint],
  ['app.kind', ({ scene }) => scene.base.app],
  ['app.inOrg', inOrg],
  ['app.consumerKey', (looked) => own(looked, ({ consumerKey }) => consumerKey)],
  ['app.permittedUsers', (looked) => own(looked, ({ permittedUsers }) => permittedUsers)],
  ['app.scopes', (looked) => own(looked, ({ scopes }) => scopes)],
  [
    'app.certificate',
    (looked) =>
      own(looked, ({ certificate }) => {
        const print = thumbprint(certificate);
        return print === null ? null : { thumbprint: print };
      }),
  ],
  ['app.jwtFlow', (looked) => own(looked, ({ jwtFlow, kind }) => (kind === 'connected-app' ? undefined : jwtFlow))],
  ['app.enabled', (looked) => own(looked, ({ enabled }) => enabled)],
  ['app.blocked', (looked) => own(looked, ({ blocked }) => blocked)],
  ['app.issuesJwtAccessTokens', (looked) => own(looked, ({ issuesJwtAccessTokens }) => issuesJwtAccessTokens)],
  ['app.refreshTokenPolicy', (looked) => own(looked, ({ refreshTokenPolicy }) => refreshTokenPolicy)],
  ['app.changedAt', (looked) => timeMark(isFresh(looked) && looked.scene.step !== 'assigned-now' ? -60 : -7_000_000)],
  ['user.username', (looked) => parts(looked).user.username],
  ['user.active', (looked) => parts(looked).user.active],
  ['user.frozen', (looked) => parts(looked).user.frozen],
  ['user.assigned', isAssigned],
  [
    'user.assignedAt',
    (looked) => (isAssigned(looked) ? timeMark(looked.scene.step === 'assigned-now' ? -60 : -7_000_000) : undefined),
  ],
  ['user.apiEnabled', (looked) => parts(looked).profile.apiEnabled],
  ['user.loginIpRanges', (looked) => parts(looked).profile.loginIpRanges],
  ['user.loginHours', (looked) => parts(looked).profile.loginHours],
  ['app.highAssurance', (looked) => parts(looked).profile.highAssurance],
  [
    'approval.tokens',
    (looked) => {
      if (looked.scene.base.policy !== 'self-authorize' || !inOrg(looked)) return undefined;
      return parts(looked)
        .org.approvals.filter(
          ({ user, exchanged, refreshToken, revoked }) => user === CANON.user && exchanged && refreshToken && !revoked,
        )
        .filter(() => appOf(looked)?.refreshTokenPolicy.type === 'infinite')
        .map(({ user }) => ({ appName: CANON.appLabel, username: user }));
    },
  ],
  [
    'approval.attempts',
    (looked) => {
      if (looked.scene.base.policy !== 'self-authorize') return undefined;
      return parts(looked)
        .org.approvals.filter(({ user }) => user === CANON.user)
        .map(({ flow, exchanged, scopes, user }) => ({ flow, exchanged, scopes, username: user }));
    },
  ],
];

/** An evidence file with these facts. */
function evidenceWith(rows: readonly Row[]): Document {
  return {
    id: `evidence ${rows.map(([name]) => name).join(' ')}`,
    kind: 'facts',
    tells: (looked) => {
      const facts = rows.map(([name, of]) => [name, of(looked)] as const);
      return facts.some(([, value]) => value === undefined) ? undefined : facts;
    },
    print: (facts: readonly (readonly [string, unknown])[]) => ({
      name: 'evidence.json',
      text: JSON.stringify({ evidenceVersion: 1, facts: Object.fromEntries(facts) }, null, 2),
    }),
  };
}

const GROUPS: readonly (readonly string[])[] = [
  ['org.kind'],
  ['org.kind', 'request.url'],
  ['org.kind', 'app.kind', 'org.myDomain', 'request.url'],
  ['app.permittedUsers'],
  ['app.permittedUsers', 'user.assigned'],
  ['app.permittedUsers', 'user.assigned', 'org.kind', 'request.url'],
  ['app.permittedUsers', 'user.assigned', 'user.assignedAt'],
  ['app.permittedUsers', 'approval.tokens'],
  ['app.permittedUsers', 'approval.attempts'],
  ['app.permittedUsers', 'approval.tokens', 'approval.attempts', 'org.kind', 'request.url'],
  ['app.scopes', 'app.permittedUsers'],
  ['app.refreshTokenPolicy', 'app.permittedUsers'],
  ['app.kind', 'app.inOrg'],
  ['app.kind', 'app.inOrg', 'app.enabled', 'app.blocked'],
  ['app.changedAt', 'app.kind'],
  ['app.certificate', 'key.thumbprint'],
  ['app.certificate', 'key.thumbprint', 'app.jwtFlow'],
  ['app.certificate', 'key.thumbprint', 'assertion.algorithm'],
  ['app.jwtFlow'],
  ['app.consumerKey', 'assertion.issuer'],
  ['user.username', 'assertion.subject'],
  ['user.username', 'assertion.subject', 'user.active', 'user.frozen'],
  ['user.active', 'user.frozen'],
  ['user.active'],
  ['user.apiEnabled'],
  ['user.apiEnabled', 'app.scopes'],
  ['app.scopes'],
  ['user.loginIpRanges', 'client.ip'],
  ['user.loginHours'],
  ['app.highAssurance', 'user.active', 'user.frozen', 'user.username', 'assertion.subject'],
  ['org.apiAccessControl', 'app.permittedUsers'],
  ['org.apiAccessControl', 'app.scopes', 'user.apiEnabled', 'app.permittedUsers'],
  ['org.status'],
  ['app.issuesJwtAccessTokens'],
  ['clock.skewSeconds'],
  ['request.contentType'],
  ['request.url', 'assertion.audience'],
  ['request.url', 'assertion.audience', 'org.kind', 'org.myDomain'],
  ['request.url', 'org.myDomain', 'org.kind', 'user.username', 'assertion.subject'],
];

/** Evidence files with facts that people look up together. */
export const EVIDENCE: readonly Document[] = GROUPS.map((names) =>
  evidenceWith(ROWS.filter(([name]) => names.includes(name))),
);
