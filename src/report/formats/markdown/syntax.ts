import { plainText } from '../../../redaction/scrub.js';
import { printWays, underStep, type MarkedWay } from '../../steps.js';
import type { Step } from '../../../causes/steps.js';

// GitHub makes a link of every address. Evidence may name any: only one of Salesforce becomes one.
const FOREIGN_ADDRESS =
  /(?<!\bhttps):(?=\/\/)|:(?=\/\/(?!(?:[a-z0-9-]+\.)*salesforce\.com(?:[/\s,;)"']|[.:]?(?:\s|$))))|(?<=\bwww)\./gi;

/** Text that Markdown only shows: no markup, no HTML, no link to elsewhere, on one line. */
export function inline(text: string): string {
  return plainText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replace(FOREIGN_ADDRESS, '\\$&');
}

/** A value as code. The fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const plain = plainText(text).replace(/\s+/g, ' ').trim();
  const fence = '`'.repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length > 1 ? `${fence} ${plain} ${fence}` : `\`${plain}\``;
}

function block(text: string, indent: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [fence, ...plainText(text).split('\n'), fence].map((line) => `${indent}${line}`).join('\n');
}

function link(url: string): string {
  return /^https:\/\/[^\s<>()]+$/.test(url) ? `<${url}>` : code(url);
}

const LINES = {
  text: (text: string, number: number) => [`${number}. ${inline(text)}`],
  where: (place: string) => [`   ${inline(place)}`],
  link: (url: string) => [`   ${link(url)}`],
  command: (line: string) => ['', block(line, '   '), ''],
};

/** The ways of a remedy with their numbered steps. */
export function markdownWays(ways: readonly MarkedWay[]): string[] {
  const lines = printWays(ways, { ...LINES, way: (heading) => ['', `**${inline(heading)}**`, ''] }).flat();
  return lines[0] === '' ? lines.slice(1) : lines;
}

/** A link and a line to copy, under a numbered item. */
export function markdownUnder(step: Pick<Step, 'link' | 'command'>): string[] {
  return underStep(step, LINES).flatMap((lines) => lines ?? []);
}
