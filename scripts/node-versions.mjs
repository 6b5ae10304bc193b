/**
 * Runs the suites on the other supported versions of Node. Their binaries come from the package `node`, into
 * `.node-versions/`. Without an argument the versions are those that this run is not on.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SUPPORTED = ['20', '22', '24'];
const root = fileURLToPath(new URL('..', import.meta.url));
const own = process.versions.node.split('.')[0];
const asked = process.argv.slice(2);
const versions = asked.length > 0 ? asked : SUPPORTED.filter((version) => version !== own);

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** The binary of a version, installed where it is missing. */
function nodeOf(version) {
  const folder = `${root}.node-versions/${version}`;
  const binary = `${folder}/node_modules/node/bin/node`;
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, dependencies: { node: version } }));
    run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], folder);
  }
  return binary;
}

for (const version of versions) {
  const node = nodeOf(version);
  console.log(`Node ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}`);
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  run(node, [...flags, 'node_modules/jest/bin/jest.js'], root);
}
