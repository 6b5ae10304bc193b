// The parts of the product that the bench drives from inside, built once into a folder.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Gives ES modules the `require` of CommonJS. */
export const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** `examineLogin` and the embedded org, bundled into `folder`. */
export async function partsIn(folder) {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const contents = "export * from './src/doctor.js'; export * from './src/simulator/index.js';";
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile: join(folder, 'parts.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Bundled packages in CommonJS ask for Node's own modules.
    banner: { js: REQUIRE },
    external: Object.keys(dependencies),
    logLevel: 'warning',
  });
  return import(pathToFileURL(join(folder, 'parts.mjs')).href);
}

/** The longest chain of requests of which each came after the one before was answered. */
export function wavesOf(requests) {
  let waves = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { startedAt, endedAt } of [...requests].sort((a, b) => a.endedAt - b.endedAt)) {
    if (startedAt < end) continue;
    waves += 1;
    end = endedAt;
  }
  return waves;
}
