// Adds the optional dependencies of foreign platforms that npm leaves out of the lock file when its registry does
// not carry them; without the entries `npm ci` refuses the lock. Run it after every change of the dependencies; another
// lock file is named as an argument.
import { readFile, writeFile } from 'node:fs/promises';

const file = process.argv[2] ?? new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(await readFile(file, 'utf8'));

/** `@scope/name-linux-arm64-musl` -> `{ os: ['linux'], cpu: ['arm64'], libc: ['musl'] }`; what the name does not say is left out. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const pick = (known) => words.map((word) => known[word]).find((value) => value !== undefined);
  const os = pick({
    linux: 'linux',
    android: 'android',
    darwin: 'darwin',
    win32: 'win32',
    freebsd: 'freebsd',
    openbsd: 'openbsd',
    wasm32: 'wasm32',
    openharmony: 'openharmony',
  });
  const cpu = pick({
    x64: 'x64',
    arm64: 'arm64',
    arm: 'arm',
    ia32: 'ia32',
    ppc64: 'ppc64',
    riscv64: 'riscv64',
    s390x: 's390x',
    loong64: 'loong64',
    wasm32: 'wasm32',
  });
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }) };
}

let added = 0;
for (const [where, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${where ? `${where}/` : ''}node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[`node_modules/${name}`]) continue;
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ''),
      ...(entry.dev && { dev: true }),
      optional: true,
      ...platformOf(name),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional entries added`);
