import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { EmbeddedOrg, FaultInput } from '../../src/simulator/index.js';
import { closeAll, logIn, start } from '../simulator/support/client.js';
import { run, type Run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';
import { THOROUGH } from '../support/thorough.js';

const folder = scratchFolder();
afterEach(closeAll);

const json = (body: unknown, status = 200) =>
  ({ kind: 'raw', status, contentType: 'application/json', body: JSON.stringify(body) }) as const;

const FAULTS: readonly (readonly [name: string, fault: Omit<FaultInput, 'path' | 'nth'>])[] = [
  ['is denied', json([{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights' }], 403)],
  ['hangs', { kind: 'hang' }],
  ['is cut off', { kind: 'reset' }],
  ['answers with half of it', { kind: 'truncated', status: 200 }],
  ['answers with a page', { kind: 'html' }],
  ['is told to slow down', json([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'too many requests' }], 429)],
  ['meets a server in trouble', json([{ errorCode: 'SERVER_UNAVAILABLE', message: 'try later' }], 503)],
  ['is sent elsewhere', { kind: 'redirect', status: 302, location: 'https://elsewhere.example.com/' }],
  ['answers with other types', json({ totalSize: 'one', records: 7, access_token: 5, success: 'no', id: [] })],
];

interface Command {
  readonly world: string;
  readonly args: readonly string[];
  /** True for a command that has the key of the login already. */
  readonly hasKey: boolean;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'fix --apply, which assigns the user': { world: 'user-not-preauthorized', args: ['fix', '--apply'], hasKey: true },
  'fix --apply, which switches the policy': { world: 'approval-missing', args: ['fix', '--apply'], hasKey: true },
  'setup --apply': { world: 'setup-empty', args: ['setup', '-o', 'ci@acme.example.com', '--apply'], hasKey: false },
};

function runner(org: EmbeddedOrg, { args, hasKey }: Command): (seconds?: number) => Promise<Run> {
  const cwd = mkdtempSync(join(folder, 'run-'));
  const { args: login, env } = loginOf(org, folder);
  const given = hasKey ? login.slice(0, login.indexOf('--timeout')) : [];
  return (seconds = 90) =>
    run([...args, ...given, '--timeout', String(seconds), '--wait', '0'], { env: { ...env, ...sessionOf(org) }, cwd });
}

/** What must hold after any fault: an honest code, no stack, no secret. */
function flaws({ code, out, err }: Run, org: EmbeddedOrg): string[] {
  const shown = `${out}\n${err}`;
  return [
    ...([0, 1, 2, 3].includes(code ?? -1) ? [] : [`code ${code}`]),
    ...(/^\s+at \S+ \(/m.test(shown) ? ['a stack'] : []),
    ...(/00D[A-Za-z0-9]{12,15}!|-----BEGIN (?:RSA )?PRIVATE/.test(shown) ? ['a secret'] : []),
    ...(code === 0 && !/The login works|healthy/.test(shown) ? ['success without a login'] : []),
    ...(org.requests.some(({ origin }) => origin.includes('elsewhere')) ? ['a redirect was followed'] : []),
  ];
}

const NAMES = Object.keys(COMMANDS);

// Each command meets a fault at every third request, with THOROUGH at every one; the faults take turns.
function faultsOf(name: string, nth: number): typeof FAULTS {
  const turn = NAMES.indexOf(name);
  if (!THOROUGH && nth % NAMES.length !== turn) return [];
  return [FAULTS[(THOROUGH ? nth + turn * NAMES.length : Math.floor(nth / NAMES.length)) % FAULTS.length]!];
}

describe.each(Object.entries(COMMANDS))('%s', (title, command) => {
  it('ends honestly when any one request fails, and a second run finishes what the first began', async () => {
    const whole = await start(command.world);
    expect((await runner(whole, command)()).code).toBe(0);
    const count = whole.requests.length;
    expect(count).toBeGreaterThan(5);
    const wrong: object[] = [];
    const tryWith = async (nth: number, name: string, fault: Omit<FaultInput, 'path' | 'nth'>) => {
      const org = await start(command.world, { faults: [{ ...fault, path: '/*', nth }] });
      const again = runner(org, command);
      // Only what hangs waits for the limit; a busy machine has time enough for the rest.
      const first = await again(fault.kind === 'hang' ? 4 : undefined);
      const found = flaws(first, org);
      // The fault is over now, unless the first run ended before it.
      const second = first.code === 0 ? first : await again();
      const third = second.code === 0 ? second : await again();
      if (third.code !== 0) found.push(`ends with ${third.code} later: ${third.out.slice(0, 200)}`);
      else if (command.hasKey && (await logIn(org, org.world.login)).answer !== 'token') found.push('the login fails');
      if (found.length > 0) wrong.push({ nth, name, code: first.code, found });
      await org.close();
    };
    const tasks = Array.from({ length: count }, (_, index) => index + 1).flatMap((nth) =>
      faultsOf(title, nth).map(
        ([name, fault]) =>
          () =>
            tryWith(nth, name, fault),
      ),
    );
    while (tasks.length > 0) await Promise.all(tasks.splice(0, 6).map((task) => task()));
    expect(wrong).toEqual([]);
  }, 600_000);
});
