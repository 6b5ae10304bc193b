// Writes the pages of docs/ that repeat data of the code (scripts/docs/). Run it after a change of that data.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}node_modules/.cache/sf-jwt-doctor/docs.mjs`;
await build({
  entryPoints: [`${root}scripts/docs/index.ts`],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
const { PAGES } = await import(outfile);
for (const { file, write } of PAGES) {
  const path = `${root}docs/${file}`;
  await writeFile(path, write(await readFile(path, 'utf8').catch(() => '')));
}
