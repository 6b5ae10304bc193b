import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package, from source and from a bundle alike. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'schema', 'report.schema.json'))) folder = dirname(folder);
  return folder;
}

/** The version of the package: written in by the build, read from its file when run from source. */
export function packageVersion(): string {
  const built = process.env.SF_JWT_DOCTOR_VERSION;
  if (built !== undefined) return built;
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
