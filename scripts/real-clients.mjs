/**
 * Runs the tests against real clients. The Salesforce CLI, and the Node that it needs, are installed into
 * `.real-clients/` unless these versions are there already.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VERSIONS = { '@salesforce/cli': '2.150.6', node: '24.21.0' };
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}.real-clients`;

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function installed(name) {
  try {
    return JSON.parse(readFileSync(`${folder}/node_modules/${name}/package.json`, 'utf8')).version;
  } catch {
    return undefined;
  }
}

if (Object.entries(VERSIONS).some(([name, version]) => installed(name) !== version)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, dependencies: VERSIONS }, undefined, 2));
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], folder);
}
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = 'node_modules/jest/bin/jest.js';
run(process.execPath, [...flags, jest, '--config', 'jest.real-clients.config.mjs', ...process.argv.slice(2)], root);
