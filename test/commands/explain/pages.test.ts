import { readdirSync, readFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CAUSE_IDS } from '../../../src/causes/index.js';
import { SEQUENCE } from '../../../src/checks/index.js';
import { markdownText } from '../../../src/commands/explain/markdown.js';
import { isPage, pageOf, topicNames } from '../../../src/commands/explain/pages.js';
import { root } from '../../support/cli.js';

const plain = (text: string) => text;
const names = [...CAUSE_IDS, ...SEQUENCE.map(({ id }) => id), ...topicNames()];

/** The source files of a folder, with their texts. */
function sources(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, readFileSync(join(root, folder, file), 'utf8')]);
}

describe('the pages of the installed package', () => {
  it('exist for every cause and check', () => {
    expect(names.filter((name) => !isPage(name))).toEqual([]);
    expect(isPage('no-such-page')).toBe(false);
    expect(isPage('../package')).toBe(false);
  });

  it.each(names)('%s is shown without marks of Markdown, at 80 columns where words allow', (name) => {
    const text = markdownText(pageOf(name)!.text, 80, plain);
    expect(text).not.toMatch(/\]\(|<!--|^#{1,6} |^```/m);
    const long = text.split('\n').filter((line) => line.length > 80 && !line.startsWith('    '));
    expect(long.filter((line) => line.trim().split(' ').length > 3)).toEqual([]);
  });

  it('are named rightly wherever a help text or a sentence sends somebody to them', () => {
    const missing: string[] = [];
    for (const [file, text] of sources('src')) {
      for (const [path] of text.matchAll(/\bdocs\/[\w/-]+\.md\b/g))
        if (!existsSync(join(root, path))) missing.push(`${file}: ${path}`);
      for (const [, page] of text.matchAll(/More: sf-jwt-doctor explain ([\w-]+)/g))
        if (!isPage(page!)) missing.push(`${file}: explain ${page!}`);
    }
    expect(missing).toEqual([]);
  });
});

describe('Markdown for a terminal', () => {
  it.each([
    ['# Title', 'Title\n'],
    ['one\ntwo', '  one two\n'],
    ['- a\n  b\n- c', '  - a b\n  - c\n'],
    ['see [fix](../fix.md) and [a page](causes/user-frozen.md)', '  see fix and a page (see user-frozen)\n'],
    ['[help](https://help.example/x)', '  help (https://help.example/x)\n'],
    ['```\nsf  x\n```', '    sf  x\n'],
    ['| a | b |\n| --- | --- |\n| 1 | 2 |', '  - a | b\n\n  - 1 | 2\n'],
    ['<!-- begin -->\nx\n<!-- end -->', '  x\n'],
  ])('%j', (markdown, text) => expect(markdownText(markdown, 80, plain)).toBe(text));
});
