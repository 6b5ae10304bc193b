import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

/** A file system of its own needs namespaces, which not every machine gives its users. */
export const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;

/** Runs lines of a shell that may mount small file systems; they are gone when it ends. */
export async function withMounts(cwd: string, lines: readonly string[]): Promise<{ out: string; err: string }> {
  const child = spawn('unshare', ['-rm', 'sh', '-c', lines.join('\n')], { cwd });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (err += String(text)));
  await once(child, 'close');
  return { out, err };
}
