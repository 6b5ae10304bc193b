import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';

import { extendWorld, isMap, type YamlMap } from '../../src/simulator/extend-world.js';
import { loadWorld, worldOptions } from '../../src/simulator/load.js';
import { parseWorld } from '../../src/simulator/parse-world.js';
import { scratchFolder } from '../support/login.js';
import { fixturesDir, world, worldNames } from './support/client.js';

const base = {
  clientIp: '10.0.0.1',
  login: { key: 'ci-2048', request: { method: 'GET', scope: 'api' } },
  usedAssertionIds: ['a', 'b'],
  orgs: [
    { myDomain: 'acme', users: [{ username: 'ada', frozen: true, permissionSets: ['One'] }, { username: 'bob' }] },
    { myDomain: 'partner', approvals: [{ user: 'ada' }] },
  ],
};
const [acme, partner] = base.orgs;
const [ada, bob] = acme!.users!;

describe('extendWorld', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['keeps the base when nothing differs', {}, {}],
    ['replaces a value', { clientIp: '10.0.0.2' }, { clientIp: '10.0.0.2' }],
    [
      'merges maps at any depth',
      { login: { request: { scope: 'web' } } },
      { login: { key: 'ci-2048', request: { method: 'GET', scope: 'web' } } },
    ],
    ['removes a key that is null', { login: { request: null } }, { login: { key: 'ci-2048' } }],
    [
      'keeps a null that the base has no key for',
      { login: { audience: null } },
      { login: { ...base.login, audience: null } },
    ],
    ['replaces a list by a list', { usedAssertionIds: ['c'] }, { usedAssertionIds: ['c'] }],
    ['replaces a list of named entries by a list', { orgs: [{ myDomain: 'new' }] }, { orgs: [{ myDomain: 'new' }] }],
    [
      'changes an entry by its name',
      { orgs: { acme: { users: { ada: { frozen: null, permissionSets: ['Two'] } } } } },
      { orgs: [{ myDomain: 'acme', users: [{ username: 'ada', permissionSets: ['Two'] }, bob] }, partner] },
    ],
    [
      'adds an entry at the end',
      { orgs: { acme: { users: { eve: { frozen: false } } } } },
      { orgs: [{ myDomain: 'acme', users: [ada, bob, { username: 'eve', frozen: false }] }, partner] },
    ],
    ['removes an entry', { orgs: { acme: null } }, { orgs: [partner] }],
    [
      'renames an entry',
      { orgs: { partner: { myDomain: 'other' } } },
      { orgs: [acme, { myDomain: 'other', approvals: [{ user: 'ada' }] }] },
    ],
    [
      'leaves a map where a list without names stands, for the schema to refuse',
      { orgs: { partner: { approvals: { ada: { revoked: true } } } } },
      { orgs: [acme, { myDomain: 'partner', approvals: { ada: { revoked: true } } }] },
    ],
    [
      'takes names from the object prototype for names',
      { orgs: { constructor: null } },
      { orgs: [acme, partner, null] },
    ],
  ])('%s', (_what, changes, expected) => {
    expect(extendWorld(base, changes)).toEqual({ ...base, ...expected });
  });

  it('does not inherit what describes the base itself', () => {
    const described = { ...base, title: 'Base', summary: 'Long', expect: { causes: [] } };
    expect(extendWorld(described, { title: 'Mine' })).toEqual({ ...base, title: 'Mine' });
  });

  it('holds every value of the changes, keeps every other key of the base, and alters neither', () => {
    const leaf = fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer(), { maxLength: 3 }));
    const { map } = fc.letrec((tie) => ({
      map: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.oneof(leaf, tie('map')), { maxKeys: 4 }),
    })) as { map: fc.Arbitrary<Record<string, unknown>> };
    const check = (before: unknown, change: unknown, after: unknown): void => {
      if (!isMap(change) || !isMap(before)) return expect(after).toEqual(change);
      expect(Object.keys(after as object).sort()).toEqual(
        [...new Set([...Object.keys(before), ...Object.keys(change)])].sort(),
      );
      for (const key of Object.keys(after as object)) {
        const value = (after as Record<string, unknown>)[key];
        if (Object.hasOwn(change, key)) check(Object.hasOwn(before, key) ? before[key] : undefined, change[key], value);
        else expect(value).toEqual(before[key]);
      }
    };
    fc.assert(
      fc.property(map, map, (before, change) => {
        const copies = structuredClone([before, change]);
        check(before, change, extendWorld(before, change));
        expect([before, change]).toEqual(copies);
      }),
    );
  });
});

describe('a world file that extends another', () => {
  const folder = scratchFolder();
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const messageOf = (text: string): string => {
    try {
      loadWorld(write('w.yaml', `title: W\n${text}`), fixturesDir);
    } catch (error) {
      return (error as Error).message;
    }
    return 'no error';
  };
  mkdirSync(join(folder, 'inner'));
  write(
    'frozen.yaml',
    'title: F\nextends: healthy\norgs: { acme: { users: { ci@acme.example.com: { frozen: true } } } }\n',
  );
  write('inner/below.yaml', 'title: B\nextends: ./nested.yaml\n');
  write('inner/nested.yaml', 'title: N\nextends: seed\n');
  write('round.yaml', 'title: R\nextends: trip.yaml\n');
  write('trip.yaml', 'title: T\nextends: round.yaml\n');
  symlinkSync(join(fixturesDir, 'orgs/healthy.yaml'), join(folder, 'link.yaml'));

  it('finds a scenario by its name, and files in and below its own folder', () => {
    const { expect: _expected, ...healthy } = world('healthy');
    expect(loadWorld(write('w.yaml', 'title: W\nextends: healthy\n'), fixturesDir)).toEqual({ ...healthy, title: 'W' });
    const frozen = loadWorld(write('w.yaml', 'title: W\nextends: ./frozen.yaml\n'), fixturesDir);
    expect(frozen.orgs[0]?.users.map((user) => user.frozen)).toEqual([false, true]);
    const below = loadWorld(write('w.yaml', 'title: W\nextends: inner/below.yaml\n'), fixturesDir);
    expect(below.orgs).toEqual(world('seed').orgs);
  });

  it.each([
    ['an unknown scenario', 'extends: helthy', 'w.yaml: it extends helthy, and there is no such scenario.'],
    ['a path for a name', 'extends: ../keys/x', 'w.yaml: it extends ../keys/x, and there is no such scenario.'],
    ['a missing file', 'extends: no.yaml', 'w.yaml: it extends no.yaml, a file that cannot be read.'],
    [
      'a file above',
      `extends: ../../../../../../../../../../..${fixturesDir}/orgs/seed.yaml`,
      /^w\.yaml: it extends \S+, which lies outside of .+\.$/,
    ],
    ['a link that leads out', 'extends: link.yaml', /^w\.yaml: it extends link\.yaml, which lies outside of .+\.$/],
    ['itself', 'extends: w.yaml', 'w.yaml: it extends w.yaml in a circle: w.yaml → w.yaml.'],
    [
      'a circle',
      'extends: round.yaml',
      'trip.yaml: it extends round.yaml in a circle: w.yaml → round.yaml → trip.yaml → round.yaml.',
    ],
    ['a list of worlds', 'extends: [healthy]', 'w.yaml: extends has to be the name of a scenario or of a YAML file.'],
    [
      'an entry to remove that is not there',
      'extends: healthy\norgs: { acme: { users: { nobody: null } } }',
      /^w\.yaml: orgs\[0\]\.users\[2\]: [^\n]+\.$/,
    ],
    [
      'single entries of a list without names',
      'extends: seed\norgs: { acme: { approvals: { ci: {} } } }',
      /^w\.yaml: orgs\[0\]\.approvals: [^\n]+\.$/,
    ],
  ])('refuses %s with one sentence', (_what, text, message) => {
    const said = messageOf(text);
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
  });

  it('cannot be read as text alone', () => {
    expect(() => parseWorld('title: W\nextends: healthy')).toThrow(
      'The world file: the world healthy cannot be found without a place to look for it.',
    );
  });
});

/** Every world that lacks one of the values or entries that `data` states, with the path of the omission. */
function* withoutOne(data: YamlMap, path: string[] = []): Generator<[string, YamlMap]> {
  for (const [key, value] of Object.entries(data)) {
    const { [key]: _left, ...rest } = data;
    if (!isMap(value) || Object.keys(value).length === 0) yield [[...path, key].join('.'), rest];
    if (!isMap(value)) continue;
    for (const [where, less] of withoutOne(value, [...path, key])) yield [where, { ...data, [key]: less }];
  }
}

describe('the fixtures', () => {
  it.each(worldNames())('%s states nothing that its base says', (name) => {
    const file = join(fixturesDir, 'orgs', `${name}.yaml`);
    const { extends: named, ...changes } = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (typeof named !== 'string') return expect(name).toBe('healthy');
    const base = worldOptions(file, fixturesDir).readBase(named);
    const whole = extendWorld(base, changes);
    const idle = [...withoutOne(changes)].filter(([, less]) => isDeepStrictEqual(extendWorld(base, less), whole));
    expect(idle.map(([where]) => where)).toEqual([]);
  });
});
