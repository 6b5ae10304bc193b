import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/cli.js';

/** An outside address, and the day on which somebody opened it and read that it says what the page claims. */
interface Address {
  readonly url: string;
  /** The day on which the address came into the list. */
  readonly added: string;
  /** The person, and the day; null while nobody has opened the address. */
  readonly opened: { readonly by: string; readonly on: string } | null;
}

const FOLDERS = [
  'docs',
  'examples',
  '.github',
  'fixtures/keys',
  'fixtures/keystores',
  'fixtures/orgs',
  'fixtures/schemas',
];
const DAY = /^20\d\d-[01]\d-[0-3]\d$/;

const pages = [
  ...readdirSync(root).map((name) => join(root, name)),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  ),
].filter((file) => file.endsWith('.md') && statSync(file).isFile());

const { addresses } = JSON.parse(readFileSync(join(root, 'test/docs/addresses.json'), 'utf8')) as {
  addresses: readonly Address[];
};

function withoutCode(markdown: string): string {
  return markdown.replace(/^\s*```[^]*?^\s*```/gm, '').replace(/`[^`\n]*`/g, '``');
}

function linksIn(file: string): string[] {
  return [...withoutCode(readFileSync(file, 'utf8')).matchAll(/\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/g)].map(
    ([, target]) => target!,
  );
}

/** The anchors of a page: its headings as GitHub spells them, and the ids that it sets itself. */
function anchorsOf(file: string): Set<string> {
  const text = readFileSync(file, 'utf8');
  const headings = [...text.replace(/^\s*```[^]*?^\s*```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
  const ids = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id!);
  return new Set([...headings, ...ids]);
}

const isOutside = (target: string): boolean => /^[a-z]+:/.test(target);

/** The links of a page that lead nowhere in the repository. */
function broken(file: string): string[] {
  return linksIn(file).filter((target) => {
    if (isOutside(target)) return false;
    const [path, anchor] = target.split('#') as [string, string | undefined];
    const found = path === '' ? file : resolve(dirname(file), path);
    if (!existsSync(found)) return true;
    return anchor !== undefined && !(found.endsWith('.md') && anchorsOf(found).has(anchor));
  });
}

describe('links of the pages', () => {
  it.each(pages.map((file) => [relative(root, file), file] as const))('%s leads to places that exist', (_, file) => {
    expect(broken(file)).toEqual([]);
  });

  it('to other sites are all in addresses.json, which holds no others', () => {
    const linked = new Set(pages.flatMap(linksIn).filter(isOutside));
    expect([...linked].sort()).toEqual(addresses.map(({ url }) => url).sort());
  });

  it('to other sites use https, and say who opened them when', () => {
    for (const { url, added, opened } of addresses) {
      expect(url).toMatch(/^https:\/\/[^\s]+$/);
      expect(added).toMatch(DAY);
      if (opened !== null)
        expect([url, opened.by, opened.on]).toEqual([url, expect.stringMatching(/\S/), expect.stringMatching(DAY)]);
    }
  });
});
