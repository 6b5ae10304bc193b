// Copies docs/ to site/pages/, as the site generator takes it: with a first page, and with links out of docs/ as addresses
// in the repository. The pages in docs/ stay as GitHub shows them.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const docs = path.join(root, 'docs');
const pages = path.join(root, 'site', 'pages');
const { homepage } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const repository = homepage.replace(/#.*$/, '');

/** A link as the site has it: those that leave docs/ lead to the repository, those to an index to its page. */
function linkFrom(page, target) {
  if (/^(?:[a-z]+:|#|\/)/.test(target)) return target;
  const file = path.join(path.dirname(page), target);
  const inside = path.relative(docs, file);
  if (inside.startsWith('..')) return `${repository}/blob/main/${path.relative(root, file).split(path.sep).join('/')}`;
  return target.replace(/(^|\/)README\.md/, '$1index.md');
}

/** A page for the site. Comments mark generated parts in docs/, and nobody reads them here. */
function forSite(page, text) {
  return text
    .replace(/^<!--.*?-->\n?/gms, '')
    .replace(/\]\(([^)\s]+)\)/g, (_, target) => `](${linkFrom(page, target)})`);
}

await rm(pages, { recursive: true, force: true });
await cp(docs, pages, { recursive: true });
for (const name of await readdir(pages, { recursive: true })) {
  if (!name.endsWith('.md')) continue;
  const text = forSite(path.join(docs, name), await readFile(path.join(docs, name), 'utf8'));
  await rm(path.join(pages, name));
  await writeFile(path.join(pages, name.replace(/README\.md$/, 'index.md')), text);
}
await cp(path.join(root, 'site', 'index.md'), path.join(pages, 'index.md'));
