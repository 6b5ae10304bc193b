import { afterEach, describe, expect, it } from '@jest/globals';
import { CAUSES, CAUSE_IDS, type CauseId } from '../../src/salesforce/causes.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';

const folder = scratchFolder();
afterEach(closeAll);

/** The causes on the side of the org: what an administrator's session can prove. */
const subjects = CAUSE_IDS.filter((id) => ['app', 'user', 'org'].includes(CAUSES[id]));

// JWT-format tokens are a fault only where an API refuses them.
const WORLDS: Partial<Record<CauseId, string>> = { 'token-format-jwt': 'token-format-jwt-rest' };

async function diagnose(org: EmbeddedOrg, withSession: boolean, more: readonly string[] = []) {
  const { args, env } = loginOf(org, folder);
  const session = withSession ? sessionOf(org) : {};
  const result = await run([...args, ...more, '--json'], { env: { ...env, ...session } });
  return { result, report: reportOf(result) };
}

describe.each(subjects)('an org whose only fault is %s', (cause: CauseId) => {
  it('is confirmed with the session of an administrator', async () => {
    const { result, report } = await diagnose(await start(WORLDS[cause] ?? cause), true);
    const { cause: named } = report.diagnosis;
    expect({ err: result.err, id: named?.id, confidence: named?.confidence, code: result.code }).toEqual({
      err: expect.anything(),
      id: cause,
      confidence: 'confirmed',
      code: 1,
    });
    expect(named?.evidence.length).toBeGreaterThan(0);
    for (const { source } of named?.evidence ?? []) expect(source).toMatch(/\S/);
  });
});
