import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { browserCommand, openBrowser } from '../../../src/remedies/approval/browser.js';
import { scratchFolder } from '../../support/login.js';

const URL_ = 'https://acme.my.salesforce.com/services/oauth2/authorize?a=1&b=$(touch%20x)';
const folder = scratchFolder();

function program(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('what opens a page', () => {
  it.each<[NodeJS.Platform, string]>([
    ['linux', 'xdg-open'],
    ['darwin', 'open'],
    ['win32', 'rundll32'],
  ])('on %s is %s, without a shell', (platform, expected) => {
    const command = browserCommand(URL_, {}, platform)!;
    expect(command.program).toBe(expected);
    expect(command.args.at(-1)).toBe(URL_);
  });

  it('is what BROWSER names', () => {
    expect(browserCommand(URL_, { BROWSER: 'firefox --new-window' }, 'linux')).toEqual({
      program: 'firefox',
      args: ['--new-window', URL_],
    });
    expect(browserCommand(URL_, { BROWSER: 'app --open=%s' }, 'linux')?.args).toEqual([`--open=${URL_}`]);
    expect(browserCommand(URL_, { BROWSER: 'none' }, 'linux')).toBeUndefined();
  });
});

describe('opening a page', () => {
  const env = (browser: string) => ({
    PATH: process.env['PATH'],
    BROWSER: browser,
    SF_JWT_DOCTOR_CLIENT_SECRET: 'canary',
  });

  it('hands over the address as it is, and nothing that is secret', async () => {
    const seen = join(folder, 'seen');
    const browser = program('a browser', `printf '%s\\n%s' "$1" "$(env | grep -c SF_JWT)" > '${seen}'`);
    expect(await openBrowser(URL_, env(browser))).toBe(true);
    expect(readFileSync(seen, 'utf8')).toBe(`${URL_}\n0`);
    expect(existsSync('x')).toBe(false);
  });

  it('fails where the program fails, is missing, or is not wanted', async () => {
    expect(await openBrowser(URL_, env(program('failing', 'exit 3')))).toBe(false);
    expect(await openBrowser(URL_, env(join(folder, 'no-such-program')))).toBe(false);
    expect(await openBrowser(URL_, env('none'))).toBe(false);
  });

  it('counts a browser that goes on running as opened', async () => {
    expect(await openBrowser(URL_, env(program('running', 'exec sleep 3')))).toBe(true);
  });
});
