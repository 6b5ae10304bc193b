import { afterEach, describe, expect, it } from '@jest/globals';

import { ANSWERS } from '../../src/answers/index.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { loginJwt, machineFor, removeMachines } from './support/sf.js';

afterEach(async () => {
  await closeAll();
  removeMachines();
});

/** The line that the CLI makes of each answer that the embedded org gave; of a page it understands nothing. */
function linesFor({ attempts }: EmbeddedOrg): string[] {
  return attempts.map(({ answer }) => {
    const { description } = answer in ANSWERS ? ANSWERS[answer as keyof typeof ANSWERS] : { description: undefined };
    return description ?? 'Value is not a JsonMap';
  });
}

/** The lines of a JwtAuthError, without the pairs that the CLI adds to answers about the audience. */
function linesOf(message = ''): string[] {
  const [, lines = ''] = message.split('Errors encountered:\n');
  return lines.split('\n').map((line) => line.replace(/ {2}\[audience=.*\]$/, ''));
}

describe('sf org login jwt', () => {
  it.each([
    'healthy',
    'healthy-external-client-app',
    'healthy-sandbox',
    'healthy-gov',
    'switch-my-domain-on-login-accepted',
  ])('logs in to %s at the first attempt', async (name) => {
    const org = await start(name);
    const answer = await loginJwt(machineFor(org), org);
    expect(answer).toMatchObject({ status: 0, result: { username: org.world.login.username } });
    expect(org.attempts).toMatchObject([{ answer: 'token' }]);
  });

  it.each([
    ['wrong-login-host', ['notApproved', 'token']],
    ['wrong-login-host-external-client-app', ['clientAppNotInstalled', 'token']],
    ['switch-my-domain-audience-refused', ['audienceInvalid', 'notApproved', 'token']],
  ])('finds the host or the audience of %s by trying others', async (name, answers) => {
    const org = await start(name);
    const answer = await loginJwt(machineFor(org), org);
    expect(answer.status).toBe(0);
    expect(org.attempts.map((attempt) => attempt.answer)).toEqual(answers);
  });

  it.each([
    'approval-missing',
    'approval-lost',
    'seed',
    'user-not-preauthorized',
    'certificate-mismatch',
    'certificate-mismatch-external-client-app',
    'certificate-missing',
    'wrong-consumer-key',
    'wrong-username',
    'app-not-in-org',
    'app-not-in-org-uninstalled',
    'app-blocked',
    'user-inactive',
    'switch-inactive-user',
    'refresh-scope-missing',
    'too-many-scopes',
    'api-scope-missing-refresh-only',
    'ip-restricted',
    'outside-login-hours',
    'login-rate-exceeded',
    'org-inactive',
    'org-inactive-maintenance',
  ])('is refused by %s, and prints every answer that the embedded org gave', async (name) => {
    const org = await start(name);
    const answer = await loginJwt(machineFor(org), org);
    expect(answer).toMatchObject({ status: 1, name: 'JwtGrantError' });
    expect(org.attempts.length).toBeGreaterThan(1);
    expect(org.attempts[0]?.answer).toBe(org.world.expect?.answer);
    expect(linesOf(answer.message)).toEqual(linesFor(org));
  });
});
