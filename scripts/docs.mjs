// Writes the generated parts of docs/ from the data in src. Run it after a change of an answer, a cause or a check.
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
for (const { path, parts } of PAGES) {
  const page = await readFile(`${root}${path}`, 'utf8');
  await writeFile(`${root}${path}`, parts(page));
}
