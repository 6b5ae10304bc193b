import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toEvidence, toRedactedEvidence } from '../../src/redaction/bundle/evidence.js';
import { KEEPABLE } from '../../src/redaction/bundle/classes.js';
import { readEvidence } from '../../src/facts/evidence.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { readPaste } from '../../src/sources/files/read.js';
import { anyEvidence, fixtureFiles, verdictOf } from '../support/verdict.js';

const NONCE = '0a1b2c';

/** The facts as they come back out of a bundle. */
function throughBundle(facts: readonly SourceFact[], nonce = NONCE, keep: readonly (typeof KEEPABLE)[number][] = []) {
  const { evidence } = toRedactedEvidence(new ScrubbedStore(facts), { nonce, keep });
  return readEvidence(JSON.parse(JSON.stringify(evidence)), 'bundle.zip/evidence.json');
}

async function fixtureFacts(): Promise<[string, SourceFact[]][]> {
  return Promise.all(
    fixtureFiles().map(async (file): Promise<[string, SourceFact[]]> => [
      file,
      [...(await readPaste(readFileSync(file, 'utf8'), file))],
    ]),
  );
}

describe('the verdict', () => {
  it('of every fixture is that of its bundle, and of a bundle of the bundle', async () => {
    for (const [file, facts] of await fixtureFacts()) {
      const bundled = throughBundle(facts);
      expect({ file, ...verdictOf(bundled) }).toEqual({ file, ...verdictOf(facts) });
      expect({ file, ...verdictOf(throughBundle(bundled, 'ffeedd')) }).toEqual({ file, ...verdictOf(facts) });
    }
  });

  it('of any evidence is that of its bundle, whatever names are kept', () => {
    fc.assert(
      fc.property(anyEvidence, fc.subarray([...KEEPABLE]), (facts, keep) => {
        expect(verdictOf(throughBundle(facts, NONCE, keep))).toEqual(verdictOf(facts));
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 200), seed: Number(process.env['FC_SEED'] ?? 20261124) },
    );
  });

  it('of any evidence is that of its evidence file', () => {
    fc.assert(
      fc.property(anyEvidence, (facts) => {
        const file = JSON.parse(JSON.stringify(toEvidence(new ScrubbedStore(facts)))) as unknown;
        expect(verdictOf(readEvidence(file, 'evidence.json'))).toEqual(verdictOf(facts));
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe('tokens', () => {
  const subject: SourceFact[] = [
    { name: 'assertion.subject', value: 'Ci.Robot@Acme-Corp.example.com', source: 'flag' },
    { name: 'user.username', value: 'ci.robot@acme-corp.example.com', source: 'the org' },
    { name: 'org.myDomain', value: 'https://acme-corp.my.salesforce.com', source: 'the org' },
    {
      name: 'request.url',
      value: 'https://acme-corp--uat.sandbox.my.salesforce.com/services/oauth2/token',
      source: 'flag',
    },
    { name: 'assertion.issuer', value: '3MVG9abcdefghijklmnopqrstuvwxyz0123456789', source: 'flag' },
    { name: 'client.ip', value: '203.0.113.9', source: 'the org' },
    { name: 'user.loginIpRanges', value: [{ start: '203.0.113.0', end: '203.0.113.255' }], source: 'the org' },
    { name: 'app.name', value: 'Acme Nightly', source: 'the org' },
    {
      name: 'user.sessions',
      value: [{ loginType: 'OAuth', createdAt: '2026-01-01', app: 'acme nightly' }],
      source: 'Acme Nightly of Ci.Robot@acme-corp.example.com',
    },
  ];

  it('are equal for equal names, keep what decides, and are others in the next bundle', () => {
    const one = new ScrubbedStore(throughBundle(subject, '111111'));
    expect(one.value('assertion.subject')).toBe(one.value('user.username'));
    expect(one.value('user.sessions')?.[0]?.app).toBe(one.value('app.name'));
    expect(one.value('org.myDomain')).toMatch(/^https:\/\/org1x111111\.my\.salesforce\.com$/);
    expect(one.value('request.url')).toMatch(
      /^https:\/\/org1x111111--sb\d+x111111\.sandbox\.my\.salesforce\.com\/services\/oauth2\/token$/,
    );
    expect(one.value('assertion.issuer')).toMatch(/^3MVG9/);
    expect(one.value('assertion.issuer')).toHaveLength(41);
    const two = new ScrubbedStore(throughBundle(subject, '222222'));
    for (const name of ['assertion.subject', 'org.myDomain', 'assertion.issuer', 'app.name'] as const)
      expect(two.value(name)).not.toBe(one.value(name));
  });

  it('leave what the customer agrees to show', () => {
    const kept = new ScrubbedStore(throughBundle(subject, NONCE, ['usernames', 'hosts']));
    expect(kept.value('assertion.subject')).toBe('Ci.Robot@Acme-Corp.example.com');
    expect(kept.value('org.myDomain')).toBe('https://acme-corp.my.salesforce.com');
    expect(kept.value('app.name')).not.toContain('Acme');
  });
});
