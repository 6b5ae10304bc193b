import { describe, expect, it } from '@jest/globals';
import { CAUSE_IDS, causeOf, type CauseId } from '../../src/causes/index.js';
import { allows, isContrast, type Contrast } from '../../src/salesforce/contrasts.js';

const remaining = (contrast: Contrast, works: boolean): CauseId[] =>
  CAUSE_IDS.filter((id) => allows(contrast, works, causeOf(id).goesWith));

describe('another login that works', () => {
  it.each([
    [
      'other-user',
      ['wrong-username', 'user-inactive', 'approval-missing'],
      ['certificate-missing', 'algorithm-unsupported'],
    ],
    ['other-org', ['app-not-in-org', 'wrong-login-host', 'user-frozen'], ['assertion-malformed', 'wrong-http-request']],
    [
      'other-machine',
      ['ip-restricted', 'assertion-expired', 'certificate-mismatch'],
      ['user-inactive', 'jwt-flow-disabled'],
    ],
    ['other-host', ['wrong-login-host', 'wrong-audience'], ['wrong-username', 'certificate-missing']],
    ['web-login', ['approval-missing', 'certificate-mismatch'], ['user-inactive', 'org-inactive']],
  ] as const)('%s', (contrast, left, out) => {
    const causes = remaining(contrast, true);
    expect(causes).toEqual(expect.arrayContaining([...left]));
    for (const cause of out) expect(causes).not.toContain(cause);
  });
});

describe('another login that fails in the same words', () => {
  it.each([
    ['other-user', ['approval-missing', 'certificate-missing', 'ip-restricted'], ['wrong-username', 'user-frozen']],
    ['other-org', ['assertion-malformed', 'algorithm-unsupported'], ['certificate-missing', 'wrong-username']],
    ['other-host', ['wrong-username', 'certificate-missing'], ['wrong-login-host']],
    ['other-machine', ['wrong-username', 'certificate-missing'], ['client-state-broken']],
  ] as const)('%s', (contrast, left, out) => {
    const causes = remaining(contrast, false);
    expect(causes).toEqual(expect.arrayContaining([...left]));
    for (const cause of out) expect(causes).not.toContain(cause);
  });

  it('in a browser rules nothing out', () => {
    expect(remaining('web-login', false)).toEqual([...CAUSE_IDS]);
  });
});

it('every cause can be there beside some login that works, and beside some that fails', () => {
  const contrasts = ['other-user', 'other-org', 'other-machine', 'other-host', 'other-app', 'web-login'].filter(
    isContrast,
  );
  for (const id of CAUSE_IDS) {
    expect(contrasts.some((contrast) => allows(contrast, true, causeOf(id).goesWith))).toBe(true);
    expect(contrasts.some((contrast) => allows(contrast, false, causeOf(id).goesWith))).toBe(true);
  }
});
