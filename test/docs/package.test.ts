import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '../../src/report/repository.js';
import { root } from '../support/cli.js';

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function read<Document>(path: string): Document {
  return JSON.parse(readFileSync(root + path, 'utf8')) as Document;
}

function packagesIn(lock: string): Readonly<Record<string, Locked>> {
  return read<{ packages: Record<string, Locked> }>(lock).packages;
}

/** Ceilings with a little room: whoever needs more raises them on purpose. */
const MOST = { packedBytes: 2_050_000, unpackedBytes: 7_400_000, packages: 130 };
/** Licences that let anybody use, change and pass on; of a choice, one of these. */
const LICENCES = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD'];

describe('the tarball', () => {
  const args = ['pack', '--dry-run', '--ignore-scripts', '--json'];
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  interface Packed {
    readonly size: number;
    readonly unpackedSize: number;
    readonly files: readonly { readonly path: string }[];
  }
  const [packed] = JSON.parse(stdout) as [Packed];
  const paths = packed.files.map(({ path }) => path);

  it('stays small', () => {
    expect(packed.size).toBeLessThan(MOST.packedBytes);
    expect(packed.unpackedSize).toBeLessThan(MOST.unpackedBytes);
  });

  it('holds what the commands, the plug-in and the library need, and nothing of the workshop', () => {
    const needed = [
      'dist/cli.js',
      'dist/sf/index.js',
      'dist/LICENSES.txt',
      'dist/lib/index.js',
      'dist/types/index.d.ts',
      'oclif.manifest.json',
    ];
    expect(needed.filter((path) => !paths.includes(path))).toEqual([]);
    expect(paths.filter((path) => /^(?:src|test|site|scripts|bench|\.ci|node_modules)\//.test(path))).toEqual([]);
    expect(paths.filter((path) => /\.(?:p12|jks)$|^\.env/.test(path))).toEqual([]);
  });
});

describe('what an installation brings', () => {
  const runtime = Object.entries(packagesIn('package-lock.json')).filter(
    ([path, { dev }]) => path !== '' && dev !== true,
  );

  it('has a ceiling', () => {
    expect(runtime.length).toBeLessThan(MOST.packages);
  });

  it('runs no script', () => {
    expect(runtime.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
    const packed = spawnSync(process.execPath, ['scripts/pack.mjs', '--manifest'], { cwd: root, encoding: 'utf8' });
    const manifest = JSON.parse(packed.stdout) as Record<string, unknown>;
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).toMatchObject({ name: 'sf-jwt-doctor', oclif: expect.anything(), bin: expect.anything() });
  });

  it('has licences that let anybody use it', () => {
    const isFree = (licence = '') =>
      licence
        .replace(/[()]/g, '')
        .split(' OR ')
        .some((one) => LICENCES.includes(one));
    expect(runtime.filter(([, { license }]) => !isFree(license)).map(([path]) => path)).toEqual([]);
  });
});

it.each(['package-lock.json', 'site/package-lock.json'])('%s names the binaries of every platform', (file) => {
  const packages = packagesIn(file);
  const missing = Object.entries(packages).flatMap(([where, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        packages[`${where}/node_modules/${name}`] === undefined && packages[`node_modules/${name}`] === undefined,
    ),
  );
  expect(missing).toEqual([]);
});

it('the project lives at one address', () => {
  const { repository, homepage, bugs } = read<{ repository: { url: string }; homepage: string; bugs: string }>(
    'package.json',
  );
  expect([repository.url, homepage, bugs]).toEqual([
    `git+${REPOSITORY}.git`,
    `${REPOSITORY}#readme`,
    `${REPOSITORY}/issues`,
  ]);
});
