// Dossiers: stories that are played on the embedded org and handed to the doctor.
//   npm run dossiers -- --count 10000 --seed 7 --show 3 --only certificate-mismatch
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outfile = join(root, '.tmp/dossiers/main.mjs');
await build({
  entryPoints: [join(root, 'test/dossiers/main.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
