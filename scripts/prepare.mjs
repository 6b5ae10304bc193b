// Makes `npm install --global .` work in a fresh clone: npm then only links this folder, without its dependencies and
// without a build. Every other install is left to `npm run build` and to `prepack`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The environment without npm's own settings for the global install, which a local one must not inherit. */
function localEnvironment() {
  const isOfGlobal = (name) => /^npm_config_(global|prefix|local_prefix|location)$/i.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOfGlobal(name)));
}

function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    env: localEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (process.env.npm_config_global === 'true') {
  if (!existsSync(`${root}/node_modules/esbuild`)) run('npm', ['ci', '--ignore-scripts']);
  run(process.execPath, ['scripts/build.mjs']);
}
