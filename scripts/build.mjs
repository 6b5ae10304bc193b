// Builds dist/: the code-split command line and library (esbuild), the type declarations (tsc) and the JSON schemas.
import { spawnSync } from 'node:child_process';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies, version } = JSON.parse(await readFile(`${root}/package.json`, 'utf8'));
const typesToo = !process.argv.includes('--no-types');

await rm(`${root}/dist`, { recursive: true, force: true });
/** commander can start other programs as subcommands; ours are none, and Node's child_process is slow to load. */
const withoutSubprocesses = {
  name: 'without-subprocesses',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'none', namespace: 'no-subprocess' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'no-subprocess' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

/** Writes oclif.manifest.json, in which the Salesforce CLI reads commands and flags without loading them. */
async function writeManifest() {
  const outfile = `${root}/node_modules/.cache/sf-jwt-doctor/manifest.mjs`;
  const entryPoints = ['scripts/sf/manifest.ts'];
  const { absWorkingDir, banner, define } = common;
  await build({
    absWorkingDir,
    banner,
    define,
    entryPoints,
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const { manifest } = await import(outfile);
  await writeFile(`${root}/oclif.manifest.json`, `${JSON.stringify(manifest(), undefined, 2)}\n`);
}

const common = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // What every start loads is bundled (the development dependencies, and zod, whose types the declarations name);
  // what only some paths need stays a package of its own.
  external: [...Object.keys(dependencies).filter((name) => name !== 'zod'), 'jsforce'],
  // commander is CommonJS and asks for Node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  plugins: [withoutSubprocesses],
  define: { 'process.env.SF_JWT_DOCTOR_VERSION': JSON.stringify(version) },
  minify: true,
  legalComments: 'eof',
  logLevel: 'warning',
};
// Two builds, because fewer entry points make fewer, larger chunks, and a start loads faster.
// What the Salesforce CLI loads shares the chunks of the command line.
const inside = { 'sf/index': 'src/sf/index.ts', 'sf/hint': 'src/sf/hint.ts', 'sf/diagnostic': 'src/sf/diagnostic.ts' };
await build({ ...common, entryPoints: { cli: 'src/cli.ts', ...inside }, chunkNames: 'cli/[name]-[hash]' });
await build({ ...common, entryPoints: { index: 'src/index.ts' }, chunkNames: 'lib/[name]-[hash]' });
await chmod(`${root}/dist/cli.js`, 0o755);
await writeManifest();

if (typesToo) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
