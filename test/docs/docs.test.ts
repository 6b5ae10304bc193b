import { causesOfAnswer, causesOfShape } from '../../src/causes/explanations.js';
import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { SEQUENCE } from '../../src/checks/index.js';
import { expectedAnswers } from '../../src/diagnosis/expected-answer.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { FACT_NAMES, isFactName } from '../../src/facts/names.js';
import { isRepairable, CAUSE_IDS } from '../../src/causes/index.js';
import { clientErrors, matchClientError } from '../../src/answers/client-errors.js';
import { ANSWER_IDS, type AnswerId } from '../../src/answers/index.js';
import { HISTORY_STATUS_IDS, matchHistoryStatus } from '../../src/answers/login-history.js';
import { SHAPES, type ShapeId } from '../../src/answers/no-oauth.js';
import { PAGES } from '../../scripts/docs/index.js';
import { ANSWER_NOTES } from '../../scripts/docs/notes/answers.js';
import { CLIENT_NOTES } from '../../scripts/docs/notes/clients.js';
import { HISTORY_NOTES } from '../../scripts/docs/notes/history.js';
import { SHAPE_NOTES } from '../../scripts/docs/notes/shapes.js';
import { spell } from '../../scripts/docs/words.js';

const ROOT = resolve('.');
const DOCS = join(ROOT, 'docs');
const CAUSE_HEADINGS = ['What it is', 'How it shows', 'How to confirm', 'How to fix', 'What fails next', 'Sources'];
const CHECK_POINTS = ['Passes', 'Stays unknown', 'Place:'];
const CHECK_HEADINGS = ['Findings', 'How to confirm', 'How to fix', 'What fails next', 'Sources'];
const BASES = /documented|reported|inferred|measured/i;

function read(...path: string[]): string {
  return readFileSync(join(DOCS, ...path), 'utf8');
}

/** A text in one line, as Markdown reads it: where a line was wrapped does not matter. */
function unwrapped(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The text under each heading of a level, by heading; fenced blocks hold no headings. */
function sections(markdown: string, level: number): Map<string, string> {
  const found = new Map<string, string>();
  let current: string | undefined;
  let fenced = false;
  for (const line of markdown.split('\n')) {
    if (/^\s*```/.test(line)) fenced = !fenced;
    const heading = fenced ? null : /^(#+) (.*)$/.exec(line);
    if (heading && heading[1]!.length <= level) {
      current = heading[1]!.length === level ? heading[2]! : undefined;
      if (current !== undefined) {
        if (found.has(current)) throw new Error(`two headings "${current}"`);
        found.set(current, '');
      }
    } else if (current !== undefined) found.set(current, `${found.get(current)!}${line}\n`);
  }
  return found;
}

/** A page without its generated parts. */
function byHand(markdown: string): string {
  return markdown.replace(/<!-- begin .*?<!-- end [^\n]*-->\n/gs, '');
}

function links(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
}

function linkedCauses(markdown: string): string[] {
  return [...markdown.matchAll(/\]\((?:\.\.\/)?causes\/([a-z0-9-]+)\.md\)/g)].map(([, id]) => id!);
}

function pages(): string[] {
  return readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort();
}

/** The answers that a cause leads to in any kind of app and under either policy. */
function answersToExpect(cause: (typeof CAUSE_IDS)[number]): AnswerId[] {
  const situations = (['connected-app', 'external-client-app'] as const).flatMap((kind) =>
    (['self-authorize', 'admin-approved'] as const).map((policy): SourceFact[] => [
      { name: 'app.kind', value: kind, source: 'test' },
      { name: 'app.permittedUsers', value: policy, source: 'test' },
    ]),
  );
  return [...new Set(situations.flatMap((facts) => expectedAnswers(cause, new ScrubbedStore(facts))))];
}

describe('pages of causes', () => {
  it('are one for each cause, and no other', () => {
    expect(readdirSync(join(DOCS, 'causes')).sort()).toEqual(CAUSE_IDS.map((id) => `${id}.md`).sort());
  });

  it.each(CAUSE_IDS)('%s has the fixed form', (id) => {
    const page = read('causes', `${id}.md`);
    expect(page).toMatch(new RegExp(`^# ${id}\n\n\\S.*\\n`));
    expect([...sections(page, 2).keys()]).toEqual(CAUSE_HEADINGS);
    for (const [heading, text] of sections(page, 2)) expect([heading, text.trim()]).not.toEqual([heading, '']);
    const lines = byHand(page).trimEnd().split('\n').length;
    expect(lines).toBeGreaterThanOrEqual(25);
    expect(lines).toBeLessThanOrEqual(60);
  });

  it('name the command that repairs the cause where one does, and nowhere else', () => {
    const name = CAUSE_IDS.filter((id) =>
      sections(read('causes', `${id}.md`), 2)
        .get('How to fix')!
        .includes('(../fix.md)'),
    );
    expect(name).toEqual(CAUSE_IDS.filter(isRepairable));
    expect([...new Set(linkedCauses(sections(read('fix.md'), 2).get('What it repairs')!))].sort()).toEqual(
      CAUSE_IDS.filter(isRepairable).sort(),
    );
  });

  it.each(CAUSE_IDS)('%s shows the answers that are expected of it', (id) => {
    const shows = unwrapped(sections(read('causes', `${id}.md`), 2).get('How it shows')!);
    for (const answer of answersToExpect(id)) expect(shows).toContain(`\`${spell(answer)}\``);
  });

  it.each(CAUSE_IDS)('%s says the basis of every source', (id) => {
    const sources = sections(read('causes', `${id}.md`), 2).get('Sources')!;
    const bullets = sources.split(/^- /m).slice(1);
    expect(bullets.length).toBeGreaterThan(0);
    for (const bullet of bullets) expect(bullet).toMatch(BASES);
    // A thread is named as its repository with its number, and can be clicked.
    expect(sources.replace(/\[[^\]]*\]\([^)]*\)/g, '')).not.toMatch(
      /[\w.-]+\/[\w.-]+#\d+|\bKB \d+|help pages? `|stackexchange \d/,
    );
  });

  it.each(CAUSE_IDS)('%s quotes answers as the catalogue spells them', (id) => {
    const known = new Set(ANSWER_IDS.map(spell));
    const page = unwrapped(read('causes', `${id}.md`));
    const quoted = [
      ...page.matchAll(
        /`((?:invalid_\w+|app_not_found|unsupported_grant_type|OAUTH_\w+|API_\w+|INVALID_\w+): [^`]+)`/g,
      ),
    ];
    for (const [, answer] of quoted) expect(known).toContain(answer);
  });
});

describe('pages of checks', () => {
  it('are one for each check, and no other', () => {
    expect(readdirSync(join(DOCS, 'checks')).sort()).toEqual(SEQUENCE.map(({ id }) => `${id}.md`).sort());
  });

  it.each(SEQUENCE.map(({ id }) => id))('%s has the fixed form', (id) => {
    const page = read('checks', `${id}.md`);
    expect(page).toMatch(new RegExp(`^# ${id}\n\n\\S.*\\n`));
    const points = [...page.matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, point]) => point!);
    expect(points.filter((point) => CHECK_POINTS.includes(point))).toEqual(CHECK_POINTS);
    expect(points.some((point) => point === 'Fails')).toBe(true);
    expect([...sections(page, 2).keys()]).toEqual(CHECK_HEADINGS);
    for (const [heading, text] of sections(page, 2)) expect([heading, text.trim()]).not.toEqual([heading, '']);
  });

  it.each(SEQUENCE.map(({ id }) => id))('%s tells the fix by Setup and by command', (id) => {
    const fix = sections(read('checks', `${id}.md`), 2).get('How to fix')!;
    expect(fix).toMatch(/By Setup\b/);
    expect(fix).toMatch(/By (Setup and by )?command\b|In code:/);
  });

  it.each(SEQUENCE.map(({ id }, index) => [id, SEQUENCE[index + 1]?.id] as const))(
    '%s leads to the next check',
    (id, following) => {
      const next = sections(read('checks', `${id}.md`), 2).get('What fails next')!;
      if (following === undefined) expect(next).toMatch(/^\s*Nothing of the login/);
      else expect(next).toContain(`The next check is [${following}](${following}.md)`);
    },
  );

  it.each(SEQUENCE.map(({ id }) => id))('%s says the basis of every source', (id) => {
    const bullets = sections(read('checks', `${id}.md`), 2)
      .get('Sources')!
      .split(/^- /m)
      .slice(1);
    expect(bullets.length).toBeGreaterThan(1);
    for (const bullet of bullets) expect(bullet).toMatch(/^(Documented|Reported|Inferred|Measured)\b|with its basis/);
  });
});

describe('generated parts', () => {
  it.each(PAGES)('$path is what npm run docs writes', ({ path, parts }) => {
    const page = readFileSync(join(ROOT, path), 'utf8');
    expect(page).toBe(parts(page));
  });
});

describe('notes', () => {
  it.each(ANSWER_IDS)('of %s speak of its causes, and name their sources', (id) => {
    const { causes = {}, sources } = ANSWER_NOTES[id];
    const known: readonly string[] = causesOfAnswer(id).map(({ cause }) => cause);
    expect(Object.keys(causes).filter((cause) => !known.includes(cause))).toEqual([]);
    expect(sources).toMatch(/\.$/);
  });

  it.each(Object.keys(SHAPES) as ShapeId[])('of %s speak of its causes', (id) => {
    const known: readonly string[] = causesOfShape(id).map(({ cause }) => cause);
    expect(Object.keys(SHAPE_NOTES[id].causes ?? {}).filter((cause) => !known.includes(cause))).toEqual([]);
  });

  it.each(clientErrors())('quote texts by which $id is recognised', ({ id }) => {
    const { examples } = CLIENT_NOTES[id];
    expect(examples).not.toEqual([]);
    expect(examples.map((text) => matchClientError(text)?.id)).toEqual(examples.map(() => id));
  });

  it.each(HISTORY_STATUS_IDS)('quote texts by which the status %s is recognised', (id) => {
    const { texts } = HISTORY_NOTES[id];
    expect(texts.map((text) => matchHistoryStatus(text)?.id)).toEqual(texts.map(() => id));
  });
});

describe('docs/facts.md', () => {
  const page = read('facts.md');

  it('has one row for every fact, and no other', () => {
    const table = sections(page, 2).get('All facts')!;
    const rows = [...table.matchAll(/^\| *`([^`]+)` *\|/gm)].map(([, name]) => name!);
    expect([...rows].sort()).toEqual([...FACT_NAMES].sort());
  });
});

describe('docs/what-it-reads.md', () => {
  it('lists at least 60 shapes, each once', () => {
    const rows = [...read('what-it-reads.md').matchAll(/begin \w+:[\s\S]*?<!-- end/g)].flatMap(([part]) =>
      [...part.matchAll(/^(?:- (.+)|\| `(\w+)`)/gm)].map(([, item, row]) => item ?? row!),
    );
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(new Set(rows).size).toBe(rows.length);
  });
});

describe('every page', () => {
  it.each(pages())('%s links only to what is there', (file) => {
    const broken = links(read(file))
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => {
        const [path = '', anchor] = target.split('#');
        const at = path === '' ? join(DOCS, file) : join(DOCS, dirname(file), path);
        if (!existsSync(at) || relative(ROOT, at).startsWith('..')) return true;
        return anchor !== undefined && !anchors(readFileSync(at, 'utf8')).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  it.each(pages())('%s uses fact names that exist', (file) => {
    const groups = new Set(FACT_NAMES.filter((name) => name.includes('.')).map((name) => name.split('.')[0]!));
    const likeFacts = [...read(file).matchAll(/`(([a-z]+)\.[a-zA-Z]+)`/g)]
      .filter(([, , group]) => groups.has(group!))
      .map(([, name]) => name!);
    expect(likeFacts.filter((name) => !isFactName(name) && !NOT_FACTS.has(name))).toEqual([]);
  });

  it.each(pages())('%s speaks of the product alone', (file) => {
    const text = read(file);
    expect(text).not.toMatch(/(^|[\s"'`(])\/(work|root|home|tmp|Users|mnt|opt)\//m); // a path of somebody's machine
    expect(text).not.toMatch(/\.\.\/shared|\bwork(ing)? session/i);
    // The number of an issue stands with its repository; a bare one would be one of our own tracker.
    expect(text).not.toMatch(/(^|[^\w/-])#\d+/m);
    expect(text).not.toMatch(/\bissue \d+|\bTODO\b|\bFIXME\b/i);
  });
});

// Names of files that look like facts.
const NOT_FACTS = new Set(['key.json']);

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replace(/ /g, '-'),
  );
}
