import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

// The same code with the paths of Windows: nothing below touches a file.
jest.unstable_mockModule('node:path', () => ({ ...path.win32, default: path.win32 }));
const { settingsFor } = await import('../../src/commands/config/apply.js');
const { generation, keyFiles } = await import('../../src/commands/setup/keys.js');
const { certificateBeside } = await import('../../src/sf/stored-logins.js');
const { isWorthReading } = await import('../../src/sources/files/intake/file-names.js');
const { fileLine } = await import('../../src/report/file-line.js');
const { formatOfFile } = await import('../../src/report/formats/index.js');

describe('on Windows', () => {
  const flags = { takes: () => true, isGiven: () => false };

  it('settings name files as seen from their own folder, and keep those on another drive', () => {
    const read = (jwtKeyFile: string) =>
      settingsFor({ jwtKeyFile }, 'C:\\work\\ci\\login.yaml', flags, 'C:\\work')['jwtKeyFile'];
    expect(read('server.key')).toBe('ci\\server.key');
    expect(read('keys/server.key')).toBe('ci\\keys\\server.key');
    expect(read('D:\\keys\\server.key')).toBe('D:\\keys\\server.key');
    expect(read('-')).toBe('-');
  });

  it('a key has its certificate and its successors beside it', () => {
    const files = keyFiles('C:\\keys\\JWT_Login.key');
    expect(files.certificate).toBe('C:\\keys\\JWT_Login.crt');
    expect(generation(files, 2).key).toBe('C:\\keys\\JWT_Login.2.key');
    expect(certificateBeside('C:\\keys\\server.key', (file) => file === 'C:\\keys\\server.cer')).toBe(
      'C:\\keys\\server.cer',
    );
  });

  it('files are told by their names, whichever way the slashes lean', () => {
    expect(isWorthReading('logs\\build.log')).toBe(true);
    expect(isWorthReading('app\\node_modules\\x\\build.log')).toBe(false);
    expect(isWorthReading('..\\logs\\build.log')).toBe(true);
    expect(fileLine('C:\\work\\build.log, line 12')).toEqual({ file: 'C:\\work\\build.log', line: 12 });
    expect(formatOfFile('C:\\out\\report.sarif')).toBe('sarif');
  });
});
