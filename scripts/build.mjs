// Builds dist/: the code-split command line and library (esbuild), the type declarations (tsc) and the JSON schemas.
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
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

/** Libraries that print what they do when DEBUG asks for it would show the password of a proxy. */
const withoutDebug = {
  name: 'without-debug',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^debug$/ }, () => ({ path: 'none', namespace: 'no-debug' }));
    onLoad({ filter: /.*/, namespace: 'no-debug' }, () => ({ contents: 'export default () => () => undefined;' }));
  },
};

/** The folders of the packages of which code is in dist/. */
const bundled = new Set();
const noteBundled = {
  name: 'note-bundled',
  setup({ initialOptions, onEnd }) {
    initialOptions.metafile = true;
    onEnd(({ metafile }) => {
      for (const { inputs } of Object.values(metafile?.outputs ?? {}))
        for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
          const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
          if (bytesInOutput > 0 && folder !== undefined) bundled.add(folder);
        }
    });
  },
};

/** Writes the licences of the bundled packages: most ask to be passed on with the code. */
async function writeLicences() {
  const texts = [...bundled].sort().map(async (folder) => {
    const { name, version: its, license } = JSON.parse(await readFile(`${root}/${folder}/package.json`, 'utf8'));
    const file = (await readdir(`${root}/${folder}`)).find((one) => /^licen[cs]e(\.|$)/i.test(one));
    const text = file === undefined ? '' : await readFile(`${root}/${folder}/${file}`, 'utf8');
    return `${name} ${its} (${license})\n\n${text.trim()}\n`;
  });
  await writeFile(`${root}/dist/LICENSES.txt`, (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`));
}

/** Loads a script in TypeScript that builds on the sources. */
async function load(entryPoint) {
  const outfile = `${root}/node_modules/.cache/sf-jwt-doctor/${entryPoint.replace(/\W+/g, '-')}.mjs`;
  const entryPoints = [entryPoint];
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
  return import(outfile);
}

/** Writes oclif.manifest.json, in which the Salesforce CLI reads commands and flags without loading them. */
async function writeManifest() {
  const { manifest } = await load('scripts/sf/manifest.ts');
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
  plugins: [withoutSubprocesses, withoutDebug, noteBundled],
  define: { 'process.env.SF_JWT_DOCTOR_VERSION': JSON.stringify(version) },
  minify: !process.argv.includes('--readable'),
  legalComments: 'eof',
  logLevel: 'warning',
};
/** The folders of dist/ whose files are ES modules. The others are CommonJS, which Node starts faster. */
const MODULES = ['lib', 'sf', 'types'];

/**
 * Bundled libraries that few commands need, as files of their own: V8 looks through all of a file at every start.
 * [file, what it exports, the imports that it answers]
 */
const APART = [
  ['zod', "export * from 'zod';", /^zod(\/v4)?$/],
  [
    'mcp',
    "export * from '@modelcontextprotocol/server'; export * from '@modelcontextprotocol/server/stdio';",
    /^@modelcontextprotocol\/server(\/stdio)?$/,
  ],
];

function apart(...files) {
  return {
    name: 'apart',
    setup({ onResolve }) {
      for (const [file, , filter] of APART)
        if (files.includes(file)) onResolve({ filter }, () => ({ path: `./${file}.js`, external: true }));
    },
  };
}

/**
 * The code with escapes for what is beyond ASCII: Node reads such a file three times as fast, and V8 keeps it in half the
 * memory. esbuild leaves regular expressions and templates as they are; in both, an escape means the same.
 */
function asAscii(code) {
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error('String.raw with a character beyond ASCII');
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Writes the command line as one CommonJS file, and the launcher that starts it. Returns nothing; throws what esbuild throws. */
async function buildCommandLine() {
  const single = { ...common, splitting: false, format: 'cjs', metafile: true, write: false };
  const { outputFiles, metafile } = await build({
    ...single,
    entryPoints: { main: 'src/cli.ts' },
    banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
    define: { ...common.define, 'import.meta.url': '__url' },
    // Read from the file for a person who looks into it; the launcher hands over `import`.
    plugins: [withoutSubprocesses, withoutDebug, noteBundled, apart('zod', 'mcp')],
  });
  const [{ imports }] = Object.values(metafile.outputs);
  const dynamic = imports.filter(({ kind }) => kind === 'dynamic-import').length;
  const code = outputFiles[0].text.replace(/(?<![\w.$"'`])import\((?=["'`\w(])/g, '__import(');
  const routed = code.split('__import(').length - 1;
  if (routed < dynamic) throw new Error(`${routed} of ${dynamic} calls of import() were found`);
  await writeFile(`${root}/dist/main.js`, asAscii(code), 'latin1');
  for (const [file, contents] of APART)
    await build({
      ...single,
      write: true,
      banner: {},
      stdin: { contents, resolveDir: root },
      outdir: undefined,
      outfile: `dist/${file}.js`,
      plugins: file === 'zod' ? [noteBundled] : [noteBundled, apart('zod')],
    });
  const id = createHash('sha256').update(code).digest('hex').slice(0, 12);
  await build({
    ...single,
    write: true,
    entryPoints: { cli: 'src/launcher/launch.ts' },
    banner: {},
    define: { ...common.define, 'process.env.SF_JWT_DOCTOR_BUILD': JSON.stringify(id) },
  });
  await chmod(`${root}/dist/cli.js`, 0o755);
  const env = { PATH: process.env.PATH, NO_COLOR: '1', CI: 'true' };
  const { status, stdout } = spawnSync(process.execPath, [`${root}/dist/cli.js`, '--help'], { env });
  if (status !== 0) throw new Error('the help could not be printed');
  await writeFile(`${root}/dist/help.txt`, stdout);
}

await mkdir(`${root}/dist`);
await writeFile(`${root}/dist/package.json`, '{ "type": "commonjs" }\n');
for (const folder of MODULES) {
  await mkdir(`${root}/dist/${folder}`);
  await writeFile(`${root}/dist/${folder}/package.json`, '{ "type": "module" }\n');
}
const inside = { 'sf/index': 'src/sf/index.ts', 'sf/hint': 'src/sf/hint.ts', 'sf/diagnostic': 'src/sf/diagnostic.ts' };
await buildCommandLine();
await build({ ...common, entryPoints: inside, chunkNames: 'sf/chunks/[name]-[hash]' });
await build({ ...common, entryPoints: { 'lib/index': 'src/index.ts' }, chunkNames: 'lib/[name]-[hash]' });
await writeLicences();
await writeManifest();
const { manualPage } = await load('scripts/man/page.ts');
await mkdir(`${root}/dist/man`);
await writeFile(`${root}/dist/man/sf-jwt-doctor.1`, manualPage());

if (typesToo) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
