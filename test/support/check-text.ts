import { readFileSync } from 'node:fs';
import { root } from './cli.js';

/** The code of a check, with that of the parts it is made of. */
export function checkText(id: string): string {
  const text = readFileSync(`${root}src/checks/${id}.ts`, 'utf8');
  const parts = Array.from(text.matchAll(/from '\.\/(\w+\/[\w-]+)\.js'/g), ([, part]) => part!);
  return [text, ...parts.map((part) => readFileSync(`${root}src/checks/${part}.ts`, 'utf8'))].join('\n');
}
