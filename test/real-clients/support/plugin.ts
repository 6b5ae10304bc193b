import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../support/cli.js';
import type { Machine } from './sf.js';

/** Links the plug-in from this folder, as its developers do. */
export async function link({ run }: Machine): Promise<void> {
  const { ended, err } = await run(['plugins', 'link', root, '--no-install']);
  if (ended !== '0') throw new Error(err);
}

/** Packs the project as it is published; gives the path of the tarball. */
export function pack(folder: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/pack.mjs', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** Lets the CLI install an unsigned plug-in without a question. */
export function allowUnsigned({ folder }: Machine, plugin: string): void {
  const config = join(folder, 'home', '.config', 'sf');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'unsignedPluginAllowList.json'), JSON.stringify([plugin]));
}

/** The paths below the home of a machine in which this tool is named. */
export function traces({ folder }: Machine): string[] {
  return readdirSync(join(folder, 'home'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.includes('jwt-doctor'),
  );
}
