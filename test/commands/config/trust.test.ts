import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_KEYS } from '../../../src/commands/config/schema.js';
import { distrust, reservedSettings } from '../../../src/commands/config/trust.js';
import { scratchFolder } from '../../support/login.js';

const folder = join(scratchFolder(), 'project');
mkdirSync(folder);
const file = join(folder, '.sf-jwt-doctor.yaml');
writeFileSync(file, '', { mode: 0o644 });
// The superuser is trusted whatever the owner, so a file of its own would tell nothing.
const isRoot = process.getuid!() === 0;
const me = isRoot ? 4711 : process.getuid!();
const foreign = isRoot ? me + 1 : process.getgroups!().find((group) => group !== me && group !== 0);
chownSync(file, me, process.getgid!());

describe('a found file', () => {
  it.each([
    [0o644, me, undefined],
    [0o600, me, undefined],
    [0o666, me, 'every user of this machine can change it'],
    [0o644, me + 1, 'it belongs to another user'],
    [0o600, 0, 'it belongs to another user'],
  ])('of mode %o is read by the user %d: %s', (mode, user, reason) => {
    chmodSync(file, mode);
    expect(distrust(file, user)).toBe(reason);
  });

  it('of the superuser is read by everybody', () => {
    expect(distrust('/etc/passwd', me)).toBeUndefined();
  });

  // Only the superuser and the members of a second group can hand a file to another group.
  (foreign === undefined ? it.skip : it)('that another group can write is not read', () => {
    chownSync(file, me, foreign!);
    chmodSync(file, 0o664);
    expect(distrust(file, me)).toBe('the users of its group can change it');
    chmodSync(file, 0o644);
    expect(distrust(file, me)).toBeUndefined();
  });

  (isRoot ? it : it.skip)('that the own group of its user can write is read', () => {
    chownSync(file, me, me);
    chmodSync(file, 0o664);
    expect(distrust(file, me)).toBeUndefined();
  });
});

describe('a setting', () => {
  const HARMLESS = ['username', 'clientId', 'keyAlias', 'app', 'timeout', 'probe', 'format', 'strict', 'skip'];

  it('that nobody has judged harmless needs consent', () => {
    const config = Object.fromEntries(CONFIG_KEYS.file.map((key) => [key, '/somewhere/else']));
    const reserved = reservedSettings(config, CONFIG_KEYS.file, file).map(({ key }) => key);
    expect(reserved).toEqual(CONFIG_KEYS.file.filter((key) => !HARMLESS.includes(key)));
  });

  it.each(['a.key', 'deep/a.key', './deep/../a.key'])('that reads %s in the project needs none', (jwtKeyFile) => {
    expect(reservedSettings({ jwtKeyFile }, ['jwtKeyFile'], file)).toEqual([]);
  });

  it.each(['../a.key', '/a.key', 'deep/../../a.key', '.', '-'])('that reads %s needs it', (jwtKeyFile) => {
    expect(reservedSettings({ jwtKeyFile }, ['jwtKeyFile'], file)).toHaveLength(1);
  });
});
