import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { THOROUGH } from '../support/thorough.js';

interface Pattern {
  readonly where: string;
  readonly pattern: RegExp;
  /** Words that the pattern asks for: what comes after one of them may be read in another way. */
  readonly words: readonly string[];
}

const ROOT = new URL('../../src/', import.meta.url);

function patternsIn(file: string): Pattern[] {
  const source = ts.createSourceFile(file, readFileSync(new URL(file, ROOT), 'utf8'), ts.ScriptTarget.Latest);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, body = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text)!;
      const { line } = source.getLineAndCharacterOfPosition(node.pos);
      const words = (body.match(/[A-Za-z"'{[(<:=-]{3,}/g) ?? []).slice(0, 6);
      found.push({ where: `${file}:${line + 1}`, pattern: new RegExp(body, flags.replace(/[gy]/g, '')), words });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const PATTERNS = (readdirSync(ROOT, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => patternsIn(file));

/** What a hostile text repeats. */
const PIECES = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  '-',
  '"',
  "'",
  'a',
  'A',
  '0',
  '.',
  '_',
  '/',
  '\\',
  '[',
  '{',
  '(',
  '<',
  '>',
].concat([
  ':',
  '=',
  ',',
  ';',
  '#',
  '%',
  'é',
  'a.',
  'a-',
  'a b',
  '{"',
  '": "',
  '\u001b[0m',
  'a@',
  'a=',
  '--a ',
  '00D',
  '${',
]);
const SHORT = 1500;
const LONG = 8 * SHORT;
// Below this a time is noise; a linear pattern needs far less for so short a text.
const NOISE_MS = 0.25;
// Eight times the text takes a linear pattern eight times as long, a quadratic one sixty-four times.
const MOST_GROWTH = 24;

/** Milliseconds for one look at a text. */
function timeOf({ pattern }: Pattern, text: string): number {
  const begun = performance.now();
  pattern.test(text);
  return performance.now() - begun;
}

/** Processor time for one look, in milliseconds: other programs on the machine don't count. */
function effortOf({ pattern }: Pattern, text: string, looks: number): number {
  const from = process.cpuUsage();
  for (let count = 0; count < looks; count += 1) pattern.test(text);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000 / looks;
}

/** True where a text of eight times the length takes much more than eight times as long, whenever it is tried. */
function isSlow(pattern: Pattern, text: (length: number) => string): boolean {
  if (timeOf(pattern, text(SHORT)) < NOISE_MS) return false;
  return [1, 2, 3].every(() => {
    const short = effortOf(pattern, text(SHORT), 20);
    return short >= NOISE_MS && effortOf(pattern, text(LONG), 2) / short > MOST_GROWTH;
  });
}

function slowOn(pattern: Pattern): string[] {
  const before = ['', 'x', ...(THOROUGH ? pattern.words : [])];
  return before.flatMap((start) =>
    PIECES.flatMap((piece) =>
      ['x', '\n!']
        .filter((end) => isSlow(pattern, (length) => start + piece.repeat(length / piece.length) + end))
        .map((end) => `${pattern.where} on ${JSON.stringify([start, piece, end])}`),
    ),
  );
}

describe('the patterns of the sources', () => {
  it('are found', () => {
    expect(PATTERNS.length).toBeGreaterThan(1000);
  });

  it('take no quadratic time on a text that repeats a piece', () => {
    expect(PATTERNS.flatMap(slowOn)).toEqual([]);
  });
});
