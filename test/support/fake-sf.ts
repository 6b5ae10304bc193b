import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the fake prints to standard output, JSON unless it is text, and what it ends with. */
export interface FakeReply {
  readonly out: unknown;
  readonly exit?: number;
}

/** A Salesforce CLI that answers from a list and writes down how it was called. */
export interface FakeCli {
  /** The environment in which it is the one that is found. */
  readonly env: Readonly<Record<string, string>>;
  /** The arguments of every call. */
  calls(): string[];
}

/** What the CLI shows in place of a token since it hides them. */
export const HIDDEN = "[REDACTED] Use 'sf org auth show-access-token' to view";

/** Makes an `sf` in a folder of its own that replies by the start of its arguments. */
export function fakeSf(scratch: string, replies: Readonly<Record<string, FakeReply>>): FakeCli {
  const folder = mkdtempSync(join(scratch, 'sf-'));
  const bin = join(folder, 'bin');
  const log = join(folder, 'calls');
  mkdirSync(bin);
  appendFileSync(log, '');
  const cases = Object.entries(replies).map(([start, { out, exit = 0 }], index) => {
    const file = join(folder, `reply-${index}`);
    writeFileSync(file, typeof out === 'string' ? out : `${JSON.stringify(out, null, 2)}\n`);
    return `  '${start}'*) cat '${file}'; exit ${exit} ;;`;
  });
  const script = ['#!/bin/sh', `printf '%s\\n' "$*" >> '${log}'`, 'case "$*" in', ...cases, 'esac', 'exit 127', ''];
  writeFileSync(join(bin, 'sf'), script.join('\n'), { mode: 0o755 });
  return {
    env: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
  };
}

/** The replies of a current CLI, which hides the token until it is asked for it. */
export function currentCli(session: {
  readonly accessToken: string;
  readonly instanceUrl: string;
  readonly username?: string;
}): Readonly<Record<string, FakeReply>> {
  const { accessToken, instanceUrl, username = 'admin@acme.example.com' } = session;
  return {
    'org display': {
      out: {
        status: 0,
        result: { accessToken: HIDDEN, instanceUrl, username, connectedStatus: 'Connected', alias: 'admin' },
        warnings: ["Secrets are now hidden from 'sf org display' command output."],
      },
    },
    'org auth show-access-token': {
      out: { status: 0, result: { accessToken }, warnings: ['This command exposes a sensitive Access Token.'] },
    },
  };
}
