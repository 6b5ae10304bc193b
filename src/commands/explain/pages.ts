import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';

/** The folders of the documentation whose pages can be shown by name, in the order of the search. */
const FOLDERS = ['causes', 'checks', '.'] as const;

function pathOf(name: string): string | undefined {
  if (!/^[\w-]+$/.test(name)) return undefined;
  return FOLDERS.map((folder) => join('docs', folder, `${name}.md`)).find((path) =>
    existsSync(join(packageRoot(), path)),
  );
}

/** True for the name of a page in the installed package, such as `authorize` or `approval-missing`. */
export function isPage(name: string): boolean {
  return pathOf(name) !== undefined;
}

/** A page of the documentation: its path in the package, and its Markdown. Undefined if there is none of this name. */
export function pageOf(name: string): { readonly path: string; readonly text: string } | undefined {
  const path = pathOf(name);
  return path === undefined ? undefined : { path, text: readFileSync(join(packageRoot(), path), 'utf8') };
}

/** The names of the pages about a topic: those that are neither a cause nor a check. */
export function topicNames(): string[] {
  return readdirSync(join(packageRoot(), 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length))
    .sort();
}
