import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isRepairable, CAUSE_IDS, type CauseId } from '../../src/causes/index.js';
import type { RemedyReport } from '../../src/report/remedy.js';
import type { EmbeddedOrg, World } from '../../src/simulator/index.js';
import { closeAll, logIn, start } from '../simulator/support/client.js';
import { run, runAlone, type Run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';

const folder = scratchFolder();
afterEach(closeAll);

const UNDO = 'sf-jwt-doctor-undo.json';

/** Runs `fix` in a folder of its own. */
function fixer(org: EmbeddedOrg) {
  const cwd = mkdtempSync(join(folder, 'fix-'));
  const { args, env } = loginOf(org, folder);
  const all = { ...env, ...sessionOf(org) };
  return {
    cwd,
    fix: (more: readonly string[], given: Record<string, string> = {}, as = run) =>
      as(['fix', ...args, ...more], { env: { ...all, ...given }, cwd }),
    undo: (more: readonly string[]) => run(['fix', '--undo', UNDO, ...more], { env: all, cwd }),
  };
}

const remedyOf = ({ out }: Run) => JSON.parse(out) as RemedyReport;
const answers = (org: EmbeddedOrg) => org.attempts.map(({ answer }) => answer);

/** What a login depends on; a certificate is the switch of the flow, and a day without a span is closed. */
function state(orgs: World['orgs']): unknown {
  return orgs.map(({ apps, users, permissionSets, profiles }) => ({
    apps: apps.map(({ changedSecondsAgo: _, certificate, jwtFlow, ...app }) => ({
      ...app,
      certificate: jwtFlow ? certificate : null,
    })),
    users,
    permissionSets,
    profiles: profiles.map(({ sessionSettings: _, loginHours, ...profile }) => ({
      ...profile,
      hours: Object.values(loginHours?.days ?? {}).flat(),
    })),
  }));
}

const WORLDS: Partial<Record<CauseId, readonly string[]>> = {
  'token-format-jwt': ['token-format-jwt-rest'],
  'user-not-preauthorized': [
    'user-not-preauthorized',
    'user-not-preauthorized-activation',
    'user-not-preauthorized-expired-assignment',
    'user-not-preauthorized-licence',
  ],
  'approval-missing': ['approval-missing', 'stacked-approval-scope'],
  'approval-lost': ['approval-lost', 'approval-lost-expired', 'approval-lost-immediate'],
  'certificate-missing': ['certificate-missing', 'certificate-missing-external-client-app'],
  'certificate-mismatch': ['certificate-mismatch', 'certificate-mismatch-external-client-app'],
  'jwt-flow-disabled': ['jwt-flow-disabled', 'jwt-flow-disabled-external-client-app'],
  'app-blocked': ['app-blocked', 'app-blocked-disabled'],
  'api-scope-missing': ['api-scope-missing', 'api-scope-missing-refresh-only'],
  'high-assurance-required': ['high-assurance-required', 'high-assurance-required-api'],
};

const worlds = CAUSE_IDS.filter(isRepairable)
  .filter((id) => id !== 'change-not-propagated')
  .flatMap((id) => WORLDS[id] ?? [id]);

describe.each(worlds)('the org %s', (name) => {
  it('is repaired with --apply, verified by a login, left alone by a second run, and put back by --undo', async () => {
    const org = await start(name);
    const before = structuredClone(org.world.orgs);
    const { fix, undo } = fixer(org);
    const applied = await fix(['--apply', '--wait', '2', '--json']);
    const outcome = remedyOf(applied);
    expect({ code: applied.code, verdict: outcome.report.verdict, left: outcome.left }).toEqual({
      code: 0,
      verdict: 'healthy',
      left: [],
    });
    expect(answers(org).at(-1)).toBe('token');
    expect(org.writes).toHaveLength(outcome.changes.length);

    const again = await fix(['--apply', '--json']);
    expect({ code: again.code, changes: remedyOf(again).changes }).toEqual({ code: 0, changes: [] });
    expect(org.writes).toHaveLength(outcome.changes.length);

    const back = await undo(['--apply']);
    if (before[0]?.apps[0]?.kind === 'external-client-app' && /store-certificate/.test(outcome.changes[0]!.purpose)) {
      if (before[0].apps[0].certificate !== null && before[0].apps[0].jwtFlow) return;
      // The global OAuth settings of an External Client App are never written without a certificate.
      expect({ code: back.code, out: back.out }).toMatchObject({
        code: 1,
        out: expect.stringContaining('not written without its certificate'),
      });
      return;
    }
    expect({ code: back.code, out: back.out }).toMatchObject({ code: 0 });
    await logIn(org);
    expect(answers(org).at(-1)).toBe(answers(org)[0]);
    expect(state(org.world.orgs)).toEqual(state(before));
  });
});

describe('without --apply', () => {
  it.each(['user-frozen', 'approval-missing', 'certificate-mismatch'])(
    'nothing is written to %s: the plan shows each call, also under CI',
    async (name) => {
      const org = await start(name);
      const { cwd, fix } = fixer(org);
      const [text, json] = [await fix(['--yes'], { CI: 'true' }, runAlone), remedyOf(await fix(['--json']))];
      expect(org.writes).toEqual([]);
      expect(text.code).toBe(1);
      expect(text.out).toContain('Nothing was changed. --apply carries the plan out');
      for (const { call } of json.changes) expect(text.out).toContain(call);
      expect(json).toMatchObject({ applied: false, undoFile: null });
      expect(existsSync(join(cwd, UNDO))).toBe(false);
    },
  );
});
