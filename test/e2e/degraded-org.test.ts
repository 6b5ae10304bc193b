import { afterEach, describe, expect, it } from '@jest/globals';
import { RIGHTS, type Right } from '../../src/simulator/rights.js';
import type { App, EmbeddedOrg, World } from '../../src/simulator/index.js';
import { closeAll, logIn, start, world } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';

const folder = scratchFolder();
afterEach(closeAll);

const ADMIN = 'System Administrator';
const EXIT = { healthy: 0, 'cause-found': 1, inconclusive: 3 };

type Change = (world: World) => void;
type Session = Readonly<Record<string, string>>;

/** A way in which a session shows less of an org than that of an administrator. */
interface Mode {
  readonly worlds: readonly string[];
  readonly change?: Change;
  /** Opens the session; an administrator's unless told. */
  readonly open?: (org: EmbeddedOrg) => Session | Promise<Session>;
  readonly flags?: readonly string[];
  /** Why each of these facts is not known. */
  readonly unknown: Readonly<Record<string, RegExp>>;
  /** Facts that are known all the same. */
  readonly knows?: readonly string[];
  /** What the reasons say; of a denied fact, the permission that would lift it. */
  readonly detail?: string;
}

/** Takes rights from the administrators. */
function without(...gone: readonly Right[]): Change {
  return ({ orgs }) => {
    for (const profile of orgs.flatMap(({ profiles }) => profiles.filter(({ name }) => name === ADMIN))) {
      profile.editSetup = false;
      profile.rights = RIGHTS.filter((right) => !gone.includes(right));
    }
  };
}

function versions(...apiVersions: number[]): Change {
  return ({ orgs }) => orgs.forEach((org) => (org.apiVersions = apiVersions));
}

const other = 'other@acme.example.com';

function addOrdinaryUser({ orgs: [org] }: World): void {
  const [admin] = org!.users;
  org!.users.push({ ...admin!, id: '005Hs00000Other', username: other, profile: 'Integration' });
}

const JWT_APP = '3MVG9jwtFormatTokens0000000000000000000000000000000000000000000000000000000000000000';

/** An app that gives administrators tokens in JWT format. */
function addJwtApp({ orgs: [org] }: World): void {
  const [app] = world('token-format-jwt').orgs[0]!.apps;
  org!.apps.push({ ...app!, name: 'Admin_Tool', label: 'Admin Tool', consumerKey: JWT_APP, profiles: [ADMIN] });
}

async function jwtSession(org: EmbeddedOrg): Promise<Session> {
  const { login } = org.world;
  const reply = await logIn(org, { ...login, username: 'admin@acme.example.com', clientId: JWT_APP });
  return { SF_ACCESS_TOKEN: reply.json!['access_token']!, SF_INSTANCE_URL: login.instanceUrl };
}

/** Makes the app of the login one that a package brought. */
function install({ orgs: [org] }: World): void {
  const app: App = org!.apps[0]!;
  app.origin = 'installed';
}

const CONNECTED = ['user-not-preauthorized', 'certificate-mismatch', 'healthy'];
const CLIENT_APPS = ['approval-missing', 'healthy-external-client-app'];
const DENIED = /^denied$/;
const INSTALLED = { 'app.certificate': /denied|not-supported/, 'app.scopes': /denied|not-supported/ };
const METADATA = '"Modify Metadata Through Metadata API Functions" or "Modify All Data"';

const MODES: Readonly<Record<string, Mode>> = {
  'may not use the Metadata API': {
    worlds: [
      ...CONNECTED,
      ...CLIENT_APPS,
      'approval-lost',
      'approval-lost-immediate',
      'approval-lost-evicted',
      'ip-restricted',
      'app-blocked',
      'api-access-control',
    ],
    change: without('ModifyMetadata', 'ModifyAllData'),
    unknown: { 'user.loginIpRanges': DENIED, 'user.loginHours': DENIED, 'user.highAssurance': DENIED },
    detail: METADATA,
  },
  'may not read the metadata of apps': {
    worlds: ['user-not-preauthorized', 'approval-missing'],
    change: without('ModifyMetadata', 'ModifyAllData'),
    unknown: { 'app.certificate': DENIED },
    detail: METADATA,
  },
  'may not see the secrets of External Client Apps': {
    worlds: ['healthy-external-client-app'],
    change: without('ViewClientSecret'),
    unknown: { 'app.certificate': DENIED },
    detail: '"View External Client Apps Consumer Secrets in Metadata"',
  },
  'may not view the set-up': {
    worlds: [...CONNECTED, ...CLIENT_APPS, 'wrong-username', 'app-not-in-org-deleted', 'jwt-flow-disabled'],
    change: without('ViewSetup'),
    unknown: { 'org.changes': DENIED },
    detail: '"View Setup and Configuration"',
  },
  'may not customize the application': {
    worlds: [...CONNECTED, ...CLIENT_APPS, 'approval-lost', 'approval-without-refresh-token'],
    change: without('CustomizeApplication'),
    unknown: { 'approval.tokens': DENIED },
    detail: '"Customize Application"',
  },
  'may not manage users': {
    worlds: [...CONNECTED, ...CLIENT_APPS, 'user-inactive', 'user-frozen', 'ip-restricted'],
    change: without('ManageUsers', 'MonitorLoginHistory'),
    unknown: { 'user.locked': DENIED, 'login.history': DENIED },
    detail: '"Manage Users"',
  },
  'is that of an ordinary user': {
    worlds: [...CONNECTED, ...CLIENT_APPS, 'wrong-username', 'user-frozen', 'app-not-in-org-deleted'],
    change: addOrdinaryUser,
    open: (org) => sessionOf(org, other),
    unknown: {
      'app.certificate': DENIED,
      'user.locked': DENIED,
      'login.history': DENIED,
      'org.changes': DENIED,
      'approval.tokens': DENIED,
    },
    detail: 'the session needs the permission "',
  },
  'has a token in JWT format': {
    worlds: [...CONNECTED, ...CLIENT_APPS],
    change: addJwtApp,
    open: jwtSession,
    unknown: {
      'app.blocked': /not-supported/,
      'user.loginIpRanges': /not-supported/,
      'user.highAssurance': /not-supported/,
    },
    detail: 'JWT-format token, which the Metadata API refuses',
  },
  'knows API version 50 only': {
    worlds: [...CONNECTED, ...CLIENT_APPS, 'approval-lost'],
    change: versions(50),
    unknown: {},
  },
  'knows API version 58 only': {
    worlds: ['user-not-preauthorized', ...CLIENT_APPS],
    change: versions(58),
    unknown: {},
  },
  'sees no External Client Apps by queries': {
    worlds: CLIENT_APPS,
    change: ({ behaviour }) => (behaviour.clientAppObjects = 'nowhere'),
    unknown: {},
    knows: ['app.permittedUsers', 'app.scopes'],
  },
  'sees External Client Apps by Tooling queries': {
    worlds: [...CLIENT_APPS, 'change-not-propagated', 'app-blocked-disabled', 'user-not-preauthorized-licence'],
    change: ({ behaviour }) => (behaviour.clientAppObjects = 'tooling'),
    unknown: {},
    knows: ['app.permittedUsers', 'app.scopes', 'user.assigned'],
  },
  'does not see certificates of External Client Apps': {
    worlds: [...CLIENT_APPS, 'certificate-mismatch-external-client-app', 'certificate-missing-external-client-app'],
    change: ({ behaviour }) => (behaviour.clientAppCertificateReadable = false),
    unknown: { 'app.certificate': /absent-in-reply/ },
  },
  'does not see into an installed app': {
    worlds: CONNECTED,
    change: install,
    unknown: INSTALLED,
  },
  'does not see into an installed app that is named': {
    worlds: CONNECTED,
    change: install,
    flags: ['--app', 'Acme CI'],
    unknown: INSTALLED,
  },
  'does not see into an installed app that is misnamed': {
    worlds: CONNECTED,
    change: install,
    flags: ['--app', 'Acme'],
    unknown: INSTALLED,
  },
  'does not see into an installed External Client App': {
    worlds: [...CLIENT_APPS, 'refresh-scope-missing'],
    change: install,
    unknown: { 'app.certificate': /denied|not-supported/ },
  },
  'does not see into an installed External Client App that is named': {
    worlds: [...CLIENT_APPS, 'refresh-scope-missing'],
    change: install,
    flags: ['--app', 'Acme CI Client'],
    unknown: { 'app.certificate': /denied|not-supported/ },
  },
};

const rows = Object.entries(MODES).flatMap(([how, mode]) => mode.worlds.map((name) => ({ how, name, ...mode })));

describe('a session that', () => {
  it.each(rows)('$how leaves $name known or open, never mistaken', async (row) => {
    const org = await start(world(row.name, row.change));
    const session = await (row.open?.(org) ?? sessionOf(org, 'admin@acme.example.com'));
    const { args, env } = loginOf(org, folder);
    const result = await run([...args, ...(row.flags ?? []), '--json'], { env: { ...env, ...session } });
    const { verdict, diagnosis, checks, facts } = reportOf(result);
    expect(result.code).toBe(EXIT[verdict]);
    expect(checks.filter(({ status }) => status === 'error')).toEqual([]);

    const { causes } = org.world.expect!;
    if (causes.length === 0) expect(verdict).toBe('healthy');
    // An app that holds no certificate is missing one, whether or not the trail tells that it never had one.
    else if (!(causes[0] === 'jwt-flow-disabled' && diagnosis.cause?.id === 'certificate-missing'))
      expect(diagnosis.cause?.id ?? causes[0]).toBe(causes[0]);
    const proven = diagnosis.alsoWrong.filter(({ certainty, contradicted }) => certainty === 'proven' && !contradicted);
    expect(proven.filter(({ id }) => !causes.includes(id))).toEqual([]);

    for (const fact of row.knows ?? []) expect({ fact, ...facts[fact] }).toHaveProperty('value');
    for (const [fact, unknown] of Object.entries(row.unknown))
      expect({ fact, ...facts[fact] }).toMatchObject({
        fact,
        unknown: expect.stringMatching(unknown),
        source: expect.stringMatching(/\S/),
        ...(row.detail !== undefined && { detail: expect.stringContaining(row.detail) }),
      });
  });

  it.each(['user-frozen', 'app-blocked-disabled'])(
    'does not see who may use the app says nothing of approvals of %s',
    async (name) => {
      const org = await start(
        world(name, (subject) => {
          subject.behaviour.clientAppObjects = 'nowhere';
          without('ModifyMetadata', 'ModifyAllData')(subject);
        }),
      );
      const { args, env } = loginOf(org, folder);
      const session = sessionOf(org, 'admin@acme.example.com');
      const { out } = await run([...args, '--json'], { env: { ...env, ...session } });
      const { facts, diagnosis } = reportOf({ code: 0, out, err: '' });
      expect(facts['app.permittedUsers']).toHaveProperty('unknown');
      expect(diagnosis.alsoWrong.map(({ id }) => id)).not.toContain('approval-missing');
      expect(out).not.toContain('All users may self-authorize');
    },
  );

  it('may not see the tokens says in words which permission would show them', async () => {
    const org = await start(world('approval-missing', without('CustomizeApplication')));
    const { args, env } = loginOf(org, folder);
    const { out } = await run([...args, '--verbose'], { env: { ...env, ...sessionOf(org, 'admin@acme.example.com') } });
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Looked for, and not found out - approval.tokens: the session needs the permission "Customize Application"',
    );
  });
});
