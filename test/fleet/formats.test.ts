import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { FLEET_FORMAT_NAMES, FLEET_FORMATS } from '../../src/fleet/formats/index.js';
import { pictureOf } from '../../src/fleet/picture.js';
import type { Result } from '../../src/fleet/result.js';
import { HOSTILE } from '../support/hostile-report.js';

const base = { at: '2026-11-27T01:00:00.000Z', ms: 300, host: 'https://acme.my.salesforce.com' } as const;
const RESULTS: Result[] = [
  { ...base, id: 'works', status: 'works' },
  {
    ...base,
    id: 'broken',
    status: 'broken',
    cause: 'user-frozen',
    sentence: `The user is frozen. ${HOSTILE}`,
    answer: 'invalid_grant: "inactive" user\n::error::x',
    steps: [{ text: 'Unfreeze the user', command: 'sf x' }],
  },
  { ...base, id: 'open', status: 'open', sentence: 'Not enough information yet.', candidates: [`a: ${HOSTILE}`] },
];
const PICTURE = pictureOf(
  ['works', 'broken', 'open', 'untried'].map((id) => ({ id, tags: ['uat'] })),
  { results: new Map(RESULTS.map((one) => [one.id, one])), interrupted: new Set() },
);
const print = async (name: (typeof FLEET_FORMAT_NAMES)[number]) => (await FLEET_FORMATS[name].load())(PICTURE);

describe('the formats of a fleet', () => {
  it.each(FLEET_FORMAT_NAMES)(
    '%s names every login that does not work, and the one that was not tried',
    async (name) => {
      const text = await print(name);
      for (const id of ['broken', 'open']) expect(text).toContain(id);
      if (name !== 'openmetrics') expect(text).toContain('untried');
    },
  );

  it('JUnit counts a login that was not tried as an error', async () => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' });
    const { testsuites } = parser.parse(await print('junit')) as { testsuites: { testsuite: Record<string, string> } };
    expect(testsuites.testsuite).toMatchObject({ '@tests': '4', '@failures': '1', '@errors': '2' });
  });

  it('OpenMetrics has one line for each sample, ends with EOF, and leaves an untried login out', async () => {
    const text = await print('openmetrics');
    expect(text.endsWith('# EOF\n')).toBe(true);
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^# |^sf_jwt_\w+(\{(\w+="(\\.|[^"\\])*",?)+\})? [\d.]+$/);
    expect(text).toContain('sf_jwt_login_up{login="broken",cause="user-frozen"} 0');
    expect(text).not.toContain('sf_jwt_login_up{login="untried"');
    expect(text).toContain('sf_jwt_fleet_logins{state="not-tried"} 1');
  });

  it('HTML carries texts as data that no browser runs', async () => {
    const text = await print('html');
    expect(text.match(/<script/g)).toHaveLength(2);
    expect(text).not.toContain('<img');
    const [, data] = /id="rows">([^]*?)<\/script>/.exec(text)!;
    expect((JSON.parse(data!) as { says: string }[]).some(({ says }) => says.includes('<img'))).toBe(true);
  });

  it.each(['text', 'github', 'jsonl'] as const)('%s has no character that a terminal obeys', async (name) => {
    // eslint-disable-next-line no-control-regex
    expect(await print(name)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});
