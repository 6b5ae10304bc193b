/**
 * Packs the package as it is published, into a folder (default: here): without the scripts and the development
 * dependencies, which are of use in a clone only. `--manifest` prints the package.json that goes into it instead.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const {
  scripts: _scripts,
  devDependencies: _tools,
  ...manifest
} = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const text = `${JSON.stringify(manifest, undefined, 2)}\n`;

function npmPack(cwd, ...args) {
  const all = ['pack', '--ignore-scripts', '--json', ...args];
  const { status, stdout, stderr } = spawnSync('npm', all, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout)[0];
}

/** Packs the files that npm would pack, with the published package.json. Returns the path of the tarball. */
function pack(destination) {
  const stage = mkdtempSync(path.join(tmpdir(), 'sf-jwt-doctor-pack-'));
  try {
    for (const { path: file } of npmPack(root, '--dry-run').files) {
      mkdirSync(path.dirname(path.join(stage, file)), { recursive: true });
      cpSync(path.join(root, file), path.join(stage, file));
    }
    writeFileSync(path.join(stage, 'package.json'), text);
    return path.join(destination, npmPack(stage, '--pack-destination', destination).filename);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

const [where = process.cwd()] = process.argv.slice(2);
console.log(where === '--manifest' ? text : pack(path.resolve(where)));
