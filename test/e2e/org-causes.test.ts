import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { causeOf, CAUSE_IDS, type CauseId } from '../../src/causes/index.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';
import { factsOf } from '../support/world-facts.js';

const folder = scratchFolder();
afterEach(closeAll);

/** The causes on the side of the org: what an administrator's session can prove. */
const subjects = CAUSE_IDS.filter((id) => ['app', 'user', 'org'].includes(causeOf(id).side));

// JWT-format tokens are a fault only where an API refuses them.
const WORLDS: Partial<Record<CauseId, string>> = { 'token-format-jwt': 'token-format-jwt-rest' };

async function diagnose(org: EmbeddedOrg, withSession: boolean, more: readonly string[] = []) {
  const { args, env } = loginOf(org, folder);
  const session = withSession ? sessionOf(org) : {};
  const result = await run([...args, ...more, '--json'], { env: { ...env, ...session } });
  return { result, report: reportOf(result) };
}

/** The reply to the login itself proves these: nothing is left to ask the org. */
const PROVED_BY_REPLY: readonly CauseId[] = ['api-scope-missing', 'token-format-jwt'];

/** Rare ones: the first question settles what is likelier with the same answer. */
const SETTLED_LATER: readonly CauseId[] = ['high-assurance-required'];

/** An evidence file with what a person finds who looks where a question sends them. */
function answerTo(org: EmbeddedOrg, fact: string): string {
  const known = factsOf(org.world, Date.now()).find(({ name }) => name === fact);
  const value = fact === 'login.history' ? org.loginHistory() : known && 'value' in known ? known.value : null;
  const file = join(folder, 'answer.json');
  writeFileSync(file, JSON.stringify({ evidenceVersion: 1, facts: { [fact]: value } }));
  return file;
}

describe.each(subjects)('an org whose only fault is %s', (cause: CauseId) => {
  it('is confirmed with the session of an administrator, and weaker without it, asking first for what decides', async () => {
    const org = await start(WORLDS[cause] ?? cause);
    const alone = await diagnose(org, false);
    const { result, report } = await diagnose(org, true);
    const { cause: named } = report.diagnosis;
    expect({ err: result.err, id: named?.id, confidence: named?.confidence, code: result.code }).toEqual({
      err: expect.anything(),
      id: cause,
      confidence: 'confirmed',
      code: 1,
    });
    const { evidence } = named!;
    expect(evidence.length).toBeGreaterThan(0);
    for (const { source } of evidence) expect(source).toMatch(/\S/);
    if (PROVED_BY_REPLY.includes(cause)) return;

    const { cause: guessed, questions } = alone.report.diagnosis;
    expect(guessed?.confidence).not.toBe('confirmed');
    if (guessed) expect(guessed.id).toBe(cause);
    if (SETTLED_LATER.includes(cause)) return;
    // It is among the facts that prove the cause, or its answer alone names the cause.
    const [first] = questions;
    if (evidence.some(({ fact }) => fact === first!.fact)) return;
    const told = await diagnose(org, false, ['--evidence', answerTo(org, first!.fact)]);
    expect({ asked: first!.fact, named: told.report.diagnosis.cause }).toMatchObject({ named: { id: cause } });
  });
});
