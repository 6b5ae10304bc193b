import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { watched } from '../../src/fleet/watch.js';
import { exitOf, expiring, pictureOf, urgent, type Results } from '../../src/fleet/picture.js';
import type { Result } from '../../src/fleet/result.js';

const result = (id: string, status: Result['status'], more: Partial<Result> = {}): Result => ({
  id,
  at: '2026-11-27T01:00:00.000Z',
  ms: 300,
  host: 'https://acme.my.salesforce.com',
  status,
  ...more,
});
const results = (...all: Result[]): Results => ({
  results: new Map(all.map((one) => [one.id, one])),
  interrupted: new Set(),
});
const listed = (...ids: string[]) => ids.map((id) => ({ id, tags: [] }));

describe('the merged picture', () => {
  it('is never green while a login was not tried', () => {
    const status = fc.constantFrom('works', 'broken', 'open', undefined);
    fc.assert(
      fc.property(fc.array(status, { minLength: 1, maxLength: 20 }), fc.nat(2), (states, ending) => {
        const ids = states.map((_, index) => `org-${index}`);
        const tried = ids.flatMap((id, index) => (states[index] === undefined ? [] : [result(id, states[index])]));
        const exit = exitOf(pictureOf(listed(...ids), results(...tried)), ending);
        expect(exit === 0).toBe(ending === 0 && states.every((one) => one === 'works'));
        if (states.includes(undefined)) expect(exit).toBe(3);
      }),
    );
  });

  it('does not take a result of an earlier night for one of this night', () => {
    const hour = 3_600_000;
    const newest = Date.parse('2026-11-27T02:30:00.000Z');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 20 }), (ages) => {
        const ids = ages.map((_, index) => `org-${index}`);
        const tried = ages.map((age, index) =>
          result(ids[index]!, 'works', { at: new Date(newest - age * hour).toISOString() }),
        );
        const picture = pictureOf(
          listed('now', ...ids),
          results(...tried, result('now', 'works', { at: new Date(newest).toISOString() })),
        );
        expect(picture.totals['not-tried']).toBe(ages.filter((age) => age >= 20).length);
        expect(exitOf(picture, 0)).toBe(ages.some((age) => age >= 20) ? 3 : 0);
        for (const { state, last } of picture.rows) expect(last !== undefined).toBe(state === 'not-tried');
      }),
    );
  });

  it.each([
    ['works', 'works', 'unchanged'],
    ['works', 'broken', 'newly-broken'],
    ['works', 'open', 'newly-broken'],
    ['broken', 'works', 'repaired'],
    ['open', 'broken', 'still-broken'],
    [undefined, 'works', 'new'],
    [undefined, 'broken', 'newly-broken'],
    ['works', undefined, 'unchanged'],
  ] as const)('tells that a login that was %s and is %s is %s', (before, now, change) => {
    const previous = before === undefined ? results() : results(result('a', before));
    const current = now === undefined ? results() : results(result('a', now));
    expect(pictureOf(listed('a'), current, previous).rows[0]).toMatchObject({ change });
  });

  it('names results of logins that the inventory no longer has', () => {
    expect(pictureOf(listed('a'), results(result('a', 'works'), result('gone', 'broken'))).unknown).toEqual(['gone']);
  });

  it('puts what is new and broken first', () => {
    const now = results(result('a', 'works'), result('b', 'broken'), result('c', 'broken'), result('d', 'works'));
    const before = results(result('a', 'works'), result('b', 'broken'), result('c', 'works'), result('d', 'broken'));
    expect(pictureOf(listed('a', 'b', 'c', 'd'), now, before).rows.map(({ id }) => id)).toEqual(['c', 'b', 'd', 'a']);
  });

  it('warns of a login that got slower, was tried twice, or has an end', () => {
    const ends = { kind: 'certificate-ends', text: 'It ends.', at: '2026-12-05T00:00:00.000Z' } as const;
    const now = results(
      result('slow', 'works', { ms: 9000 }),
      result('again', 'works', { retries: 1 }),
      result('ends', 'works', { warnings: [ends] }),
    );
    const picture = pictureOf(listed('slow', 'again', 'ends'), now, results(result('slow', 'works', { ms: 500 })));
    const kinds = Object.fromEntries(picture.rows.map(({ id, warnings }) => [id, warnings.map(({ kind }) => kind)]));
    expect(kinds).toEqual({ slow: ['slower'], again: ['retried'], ends: ['certificate-ends'] });
    const day = Date.parse('2026-11-27T00:00:00Z');
    expect(expiring(picture, 14, day).map(({ id }) => id)).toEqual(['ends']);
    expect(expiring(picture, 7, day)).toEqual([]);
  });
});

describe('an end within a week', () => {
  it('is urgent from the newest result on, whenever the files are merged', () => {
    const at = (id: string, days: number) =>
      result(id, 'works', {
        warnings: [
          {
            kind: 'certificate-ends',
            text: 'soon',
            at: new Date(Date.parse('2026-11-27T01:00:00Z') + days * 86_400_000).toISOString(),
          },
        ],
      });
    const picture = pictureOf(listed('six', 'eight'), results(at('six', 6), at('eight', 8)));
    expect(urgent(picture).map(({ id }) => id)).toEqual(['six']);
  });
});

describe('the time ahead', () => {
  const NOW = Date.parse('2026-11-27T00:00:00Z');
  const about = (...facts: SourceFact[]) => watched(new ScrubbedStore(facts), NOW);
  const certificate = (notAfter: string): SourceFact => ({
    name: 'app.certificate',
    value: { thumbprint: 'a'.repeat(43), notAfter },
    source: 'the org',
  });
  const approved = (createdAt: string, lastUsedAt: string): SourceFact[] => [
    { name: 'app.permittedUsers', value: 'self-authorize', source: 'the org' },
    { name: 'approval.tokens', value: [{ createdAt, lastUsedAt }], source: 'the org' },
  ];
  const policy = (type: 'specific-lifetime' | 'specific-inactivity', hours: number): SourceFact => ({
    name: 'app.refreshTokenPolicy',
    value: { type, hours },
    source: 'the org',
  });

  it.each([
    ['nothing that was read', [], {}],
    [
      'a certificate that lasts',
      [certificate('2028-01-01T00:00:00Z')],
      { dates: { certificateEnd: '2028-01-01T00:00:00.000Z' } },
    ],
    [
      'a certificate that ends',
      [certificate('2026-12-10T00:00:00Z')],
      { warnings: [{ kind: 'certificate-ends', text: 'The certificate of the app ends on 2026-12-10.' }] },
    ],
    [
      'one that has ended',
      [certificate('2026-11-10T00:00:00Z')],
      { warnings: [{ text: 'The certificate of the app ended on 2026-11-10.' }] },
    ],
    [
      'an approval that ends by its lifetime',
      [...approved('2026-11-01T00:00:00Z', '2026-11-26T00:00:00Z'), policy('specific-lifetime', 30 * 24)],
      {
        warnings: [{ kind: 'approval-ends', at: '2026-12-01T00:00:00.000Z' }],
        dates: { approvedAt: '2026-11-01T00:00:00.000Z' },
      },
    ],
    [
      'an approval that ends by inactivity',
      [...approved('2026-01-01T00:00:00Z', '2026-11-20T00:00:00Z'), policy('specific-inactivity', 10 * 24)],
      { warnings: [{ kind: 'approval-ends', at: '2026-11-30T00:00:00.000Z' }] },
    ],
    [
      'an assignment that ends',
      [{ name: 'user.assignedUntil', value: '2026-12-03T09:00:00Z', source: 'the org' } as const],
      { warnings: [{ kind: 'assignment-ends', text: "The user's assignment to the app ends on 2026-12-03." }] },
    ],
    [
      'an assignment that no login needs',
      [
        { name: 'user.assignedUntil', value: '2026-12-03T09:00:00Z', source: 'the org' } as const,
        { name: 'app.permittedUsers', value: 'self-authorize', source: 'the org' } as const,
      ],
      {},
    ],
    [
      'an app that is not installed',
      [{ name: 'app.origin', value: 'uninstalled', source: 'the org' } as const],
      { warnings: [{ kind: 'app-uninstalled' }] },
    ],
    [
      'an approval without an end',
      approved('2026-01-01T00:00:00Z', '2026-11-20T00:00:00Z'),
      { dates: { approvedAt: '2026-01-01T00:00:00.000Z' } },
    ],
  ])('is told from %s', (_, facts, wanted) => {
    const told = about(...facts);
    expect(told).toMatchObject(wanted);
    if (!('warnings' in wanted)) expect(told.warnings).toBeUndefined();
  });
});
