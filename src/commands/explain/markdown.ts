import { wrap } from '../../report/page.js';

/** Links as a terminal can follow them: a page of this package by its command, any other by its address. */
function withLinks(text: string): string {
  return text
    .replace(/\[([^\][]+)\]\((https?:[^)\s]+)\)/g, (_, words: string, url: string) =>
      words === url ? url : `${words} (${url})`,
    )
    .replace(/\[([^\][]+)\]\((?:[\w./-]*\/)?([\w-]+)\.md(?:#[\w-]*)?\)/g, (_, words: string, page: string) =>
      words === page ? words : `${words} (see ${page})`,
    )
    .replace(/\[([^\][]+)\]\([^)\s]+\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(^|[\s(])_([^_]+)_(?=[\s).,;:]|$)/g, '$1$2');
}

function rowOf(line: string): string {
  return line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' | ');
}

/** The lines of Markdown that belong together: a paragraph, an item with its continuation, or a block of code. */
function blocksOf(markdown: string): string[] {
  const blocks: string[] = [];
  let isCode = false;
  let isOpen = false;
  for (const line of markdown.split(/\r?\n/)) {
    const isFence = /^\s*```/.test(line);
    const begins = isFence || line.trim() === '' || /^(#{1,6} |\s*(?:[-*]|\d+\.) |\|)/.test(line);
    if (!isCode && !begins && isOpen) blocks[blocks.length - 1] += ` ${line.trim()}`;
    else if (!isFence) blocks.push(isCode ? `    ${line}` : line);
    if (isFence) isCode = !isCode;
    isOpen = !isCode && !isFence && line.trim() !== '' && !/^(#|\|)/.test(line);
  }
  return blocks;
}

function blockText(block: string, width: number, bold: (text: string) => string): string {
  const heading = /^#{1,6} (.*)$/.exec(block)?.[1];
  if (heading !== undefined) return bold(wrap(withLinks(heading), width));
  if (/^ {4}/.test(block)) return block;
  if (/^\|[\s|:-]+$/.test(block)) return '';
  if (block.startsWith('|')) return wrap(withLinks(rowOf(block)), width, '  - ', '    ');
  const [, indent = '', mark, item] = /^(\s*)([-*]|\d+\.) (.*)$/s.exec(block) ?? [];
  if (mark === undefined) return wrap(withLinks(block), width, '  ');
  const first = `  ${indent}${mark} `;
  return wrap(withLinks(item!), width, first, ' '.repeat(first.length));
}

/** A page of the documentation for a terminal: reflowed to its width, without the marks of Markdown. */
export function markdownText(markdown: string, width: number, bold: (text: string) => string): string {
  const text = blocksOf(markdown.replace(/<!--[^]*?-->\n?/g, ''))
    .map((block) => (block.trim() === '' ? '' : blockText(block, width, bold)))
    .join('\n');
  return `${text
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd()}\n`;
}
