import { causeOfClientError, causesOfAnswer } from '../../src/causes/explanations.js';
import { describe, expect, it } from '@jest/globals';
import { checkText } from '../support/check-text.js';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { SEQUENCE } from '../../src/checks/index.js';
import { expectedAnswers } from '../../src/diagnosis/expected-answer.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { FACT_NAMES, isFactName } from '../../src/facts/names.js';
import { isRepairable, CAUSE_IDS } from '../../src/causes/index.js';
import { clientErrors } from '../../src/answers/client-errors.js';
import { ANSWERS, type AnswerId } from '../../src/answers/index.js';

const ROOT = resolve('.');
const DOCS = join(ROOT, 'docs');
const CAUSE_HEADINGS = ['What it is', 'How it shows', 'How to confirm', 'How to fix', 'What fails next', 'Sources'];
const CHECK_POINTS = ['Looks at:', 'Passes', 'Stays unknown', 'Causes:', 'Answers it can explain:', 'Place:'];
const CHECK_HEADINGS = ['How to confirm', 'How to fix', 'What fails next', 'Sources'];
const BASES = /documented|reported|inferred|measured/i;

const ANSWER_IDS = Object.keys(ANSWERS) as AnswerId[];

function read(...path: string[]): string {
  return readFileSync(join(DOCS, ...path), 'utf8');
}

/** A text in one line, as Markdown reads it: where a line was wrapped does not matter. */
function unwrapped(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function spell(id: AnswerId): string {
  const { error, description } = ANSWERS[id];
  return description === '' ? error : `${error}: ${description}`;
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
    const lines = page.trimEnd().split('\n').length;
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
    '%s leads to the next hurdle',
    (id, following) => {
      const next = sections(read('checks', `${id}.md`), 2).get('What fails next')!;
      if (following === undefined) expect(next).toMatch(/^\s*Nothing of the login/);
      else expect(next).toContain(`The next hurdle is [${following}](${following}.md)`);
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

  it.each(SEQUENCE)('$id names the facts it reads and the answers it explains', ({ id, needs, rejects }) => {
    const page = unwrapped(read('checks', `${id}.md`));
    const point = (name: string) => new RegExp(`- \\*\\*${name}\\*\\*(.*?)(?= - \\*\\*|$)`).exec(page)?.[1] ?? '';
    const named = [...point('Looks at:').matchAll(/`([^`]+)`/g)].map(([, name]) => name!).filter(isFactName);
    expect(named.sort()).toEqual([...needs].sort());
    const answers = [...point('Answers it can explain:').matchAll(/`([^`]+)`/g)].map(([, answer]) => answer!);
    expect(answers.sort()).toEqual(rejects.map(spell).sort());
  });

  it.each(SEQUENCE.map(({ id }) => id))('%s links the causes that its code names', (id) => {
    const code = checkText(id);
    const inCode = CAUSE_IDS.filter((cause) => code.includes(`'${cause}'`));
    expect([...new Set(linkedCauses(read('checks', `${id}.md`)))].sort()).toEqual([...inCode].sort());
  });
});

describe('docs/errors.md', () => {
  const parts = sections(read('errors.md'), 2);
  const answers = sections(parts.get('Part 1: what Salesforce answers')!, 3);
  const clients = sections(parts.get('Part 2: what clients say on their own')!, 3);

  it('has every answer, and no other', () => {
    expect([...answers.keys()].sort()).toEqual(ANSWER_IDS.map((id) => `\`${spell(id)}\``).sort());
  });

  it.each(ANSWER_IDS)('ranks the causes of %s', (id) => {
    const ranked = [...causesOfAnswer(id)].sort((a, b) => b.weight - a.weight);
    const text = answers.get(`\`${spell(id)}\``)!;
    const items = text.split('\n').filter((line) => /^\d+\. /.test(line));
    expect(linkedCauses(items.join('\n'))).toEqual(ranked.map(({ cause }) => cause));
    expect(text).toMatch(/Sources?:|Basis:/);
  });

  it('has every error of clients, and no other', () => {
    expect([...clients.keys()].sort()).toEqual(
      clientErrors()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it.each(clientErrors().map(({ id }) => [id, causeOfClientError(id).cause, causeOfClientError(id).basis] as const))(
    'links %s to %s',
    (id, cause, basis) => {
      expect(linkedCauses(clients.get(id)!)[0]).toBe(cause);
      expect(clients.get(id)!).toContain(basis);
    },
  );

  it.each(clientErrors())('quotes a text by which $id is recognised', ({ id, pattern }) => {
    const quotes = [...unwrapped(clients.get(id)!).matchAll(/`([^`]+)`/g)].map(([, quote]) => quote!);
    expect(quotes.some((quote) => pattern.test(quote) || pattern.test(`${quote} open`))).toBe(true);
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
