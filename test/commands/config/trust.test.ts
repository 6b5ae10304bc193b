import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_KEYS } from '../../../src/commands/config/schema.js';
import { distrust, reservedSettings } from '../../../src/commands/config/trust.js';
import { scratchFolder } from '../../support/login.js';

const folder = join(scratchFolder(), 'project');
mkdirSync(folder);
const file = join(folder, '.sf-jwt-doctor.yaml');
writeFileSync(file, '', { mode: 0o644 });
const me = process.getuid!();

describe('a found file', () => {
  it.each([
    [0o644, me, undefined],
    [0o600, me, undefined],
    [0o666, me, 'every user of this machine can change it'],
    [0o644, me + 1, me === 0 ? undefined : 'it belongs to another user'],
  ])('of mode %o is read by the user %d: %s', (mode, user, reason) => {
    chmodSync(file, mode);
    expect(distrust(file, user)).toBe(reason);
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
