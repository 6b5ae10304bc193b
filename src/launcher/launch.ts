#!/usr/bin/env node
// Starts the command line: one CommonJS file and, where there is one, the code that V8 made of it in an earlier run. A
// loader of many modules would take longer than most commands.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { cacheFor, type CodeCache } from './code-cache.js';

type Import = (specifier: string) => Promise<unknown>;
type Wrapped = (module: { exports: object }, require: NodeJS.Require, file: string, load: Import) => void;

const version = process.env.SF_JWT_DOCTOR_VERSION ?? '';

/** The code of the command line as one function. `import()` in code from a cache fails on Node 20, so it is handed over. */
function compile(file: string, cache: CodeCache | undefined): vm.Script {
  // The build leaves no character beyond ASCII.
  const code = readFileSync(file, 'latin1');
  const cachedData = cache?.read();
  return new vm.Script(`(function(module,require,__filename,__import){const exports=module.exports;${code}\n})`, {
    filename: file,
    ...(cachedData !== undefined && { cachedData }),
  });
}

function start(): void {
  const file = path.join(__dirname, 'main.js');
  const cache = cacheFor(`${version}-${process.env.SF_JWT_DOCTOR_BUILD ?? ''}`, process.argv[2]);
  const script = compile(file, cache);
  if (cache !== undefined && script.cachedDataRejected !== false)
    process.once('exit', () => cache.write(() => script.createCachedData()));
  const module = { exports: {} };
  (script.runInThisContext() as Wrapped)(module, require, file, (specifier) => import(specifier));
  void (module.exports as { start(): Promise<void> }).start();
}

/** The help of the whole tool, written by the build: it is the same wherever nothing depends on the terminal. */
function printHelp(): boolean {
  const isPlain = process.stdout.isTTY !== true && (process.env['FORCE_COLOR'] ?? '') === '';
  const file = path.join(__dirname, 'help.txt');
  if (!isPlain || !existsSync(file)) return false;
  process.stdout.write(readFileSync(file));
  return true;
}

const [first, ...rest] = process.argv.slice(2);
const isHelp = rest.length === 0 && (first === '--help' || first === '-h');
if (first === '--version' || first === '-V') {
  const platform = ` ${process.platform}-${process.arch} node-${process.version}`;
  const isVerbose = rest.includes('--verbose') || rest.includes('-v');
  process.stdout.write(`${version}${isVerbose ? platform : ''}\n`);
} else if (!isHelp || !printHelp()) start();
