import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compareReports } from '../../src/report/compare.js';
import { COLOURLESS } from '../../src/report/palette.js';
import { reportSchema, type Report } from '../../src/report/schema.js';
import { toText } from '../../src/report/formats/text.js';
import { root } from '../support/cli.js';

const report = (name: string) =>
  JSON.parse(readFileSync(`${root}fixtures/golden/${name}.report.json`, 'utf8')) as Report;
const seed = report('seed.txt');
const frozen = report('frozen-user.json');

/** The seed with something changed in it. */
function changed(change: (report: Report) => void): Report {
  const copy = structuredClone(seed);
  change(copy);
  return copy;
}

const alsoWrong = {
  id: 'user-frozen' as const,
  check: 'user',
  certainty: 'suspected' as const,
  contradicted: false,
  summary: 'The user is frozen.',
  evidence: [],
};
const withFault = changed(({ diagnosis }) => diagnosis.alsoWrong.push(alsoWrong));
const withWarning = changed(({ checks }) => {
  checks[0]!.status = 'warn';
  checks[0]!.findings.push({ verdict: 'warn', code: 'key/new', summary: 'It is new.' });
});
const told = (before: Report, after: Report, verbose = false) =>
  toText({ ...after, baseline: compareReports(before, after) }, { palette: COLOURLESS, verbose });

describe('a comparison', () => {
  it('finds nothing between a report and itself', () => {
    expect(compareReports(seed, seed)).toMatchObject({ same: true, nothingNew: true, checks: [], facts: [], gone: [] });
  });

  it('sees another cause as new, and the one before as gone', () => {
    const id = seed.diagnosis.cause!.id;
    expect(compareReports(seed, frozen)).toMatchObject({
      same: false,
      nothingNew: false,
      cause: { before: id, after: frozen.diagnosis.cause!.id },
    });
    expect(compareReports(seed, frozen).gone).toContain(id);
  });

  it('sees a new fault, and a fault that is gone as nothing new', () => {
    expect(compareReports(seed, withFault)).toMatchObject({ nothingNew: false, newFaults: ['user-frozen'], gone: [] });
    expect(compareReports(withFault, seed)).toMatchObject({ nothingNew: true, newFaults: [], gone: ['user-frozen'] });
  });

  it('leaves out a fault that the answer disproves', () => {
    const disproved = changed(({ diagnosis }) => diagnosis.alsoWrong.push({ ...alsoWrong, contradicted: true }));
    expect(compareReports(seed, disproved).newFaults).toEqual([]);
  });

  it('sees a check that got worse and its new warning, but not one that got better', () => {
    const id = seed.checks[0]!.id;
    const worse = compareReports(seed, withWarning);
    expect(worse).toMatchObject({ nothingNew: false, newWarnings: [{ check: id, code: 'key/new' }] });
    expect(worse.checks).toEqual([{ id, before: seed.checks[0]!.status, after: 'warn' }]);
    expect(compareReports(withWarning, seed).nothingNew).toBe(true);
  });

  it('takes what cannot be told any more for new, and a login that works for nothing new', () => {
    const open = changed((one) => (Object.assign(one, { verdict: 'inconclusive' }).diagnosis.cause = null));
    const healthy = changed((one) => (Object.assign(one, { verdict: 'healthy' }).diagnosis.cause = null));
    expect(compareReports(seed, open).nothingNew).toBe(false);
    expect(compareReports(seed, healthy)).toMatchObject({ nothingNew: true, gone: [seed.diagnosis.cause!.id] });
  });

  it('tells facts by their value, not by where they come from', () => {
    const elsewhere = changed(({ facts }) => {
      for (const fact of Object.values(facts)) fact.source = 'another file';
      facts['app.name'] = { value: 'CI', source: 'x' };
    });
    expect(compareReports(seed, elsewhere).facts).toEqual([{ name: 'app.name', before: null, after: { value: 'CI' } }]);
  });
});

describe('a report with a baseline', () => {
  it('fits the schema', () => {
    const baseline = compareReports(frozen, withWarning);
    expect(reportSchema.safeParse({ ...withWarning, baseline }).error).toBeUndefined();
  });

  it('says that nothing is new, and no more', () => {
    expect(told(seed, seed)).toBe(
      'nothing new since the baseline\n  The cause is unchanged: approval-missing.\n  --verbose shows the whole report.\n',
    );
    expect(told(withFault, seed)).toContain('Gone since the baseline\n  - user-frozen');
  });

  it('shows only the faults and checks that are new, where the cause is as before', () => {
    expect(told(seed, withFault)).toContain('New since the baseline\n  - Also wrong: user-frozen: The user is frozen.');
    expect(told(seed, withFault)).not.toContain('What to do');
    expect(told(seed, withWarning)).toContain('Worth knowing: It is new.');
  });

  it('shows all about a new cause, and everything with --verbose', () => {
    expect(told(frozen, seed)).toMatch(/The cause is now approval-missing\. Before, it was \S+\.[\s\S]*What to do/);
    expect(told(seed, seed, true)).toContain('What to do');
  });
});
