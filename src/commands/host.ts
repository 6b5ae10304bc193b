import type { OrgSession } from '../sources/org/session.js';
import { STANDALONE, type Tool } from '../report/tool.js';
import { packageVersion } from './package-root.js';

/** The program that the commands run in: on their own, or inside the Salesforce CLI. */
export interface Host {
  /** How a person starts the tool here. */
  readonly command: string;
  /** The name of the command that tries a login; empty where the tool does so by default. */
  readonly diagnose: string | undefined;
  /** Opens the session that the host itself holds for an alias or a username. Rejects with a SessionError. */
  readonly openSession?: (target: string, allowed: readonly string[]) => Promise<OrgSession>;
  /** Takes what would go to standard output. */
  readonly print?: (text: string) => void;
  /** Also receives the messages for standard error. */
  readonly onTell?: (text: string) => void;
}

const ALONE: Host = { command: STANDALONE, diagnose: undefined };

let current = ALONE;

/** Says in which program the commands run from now on. */
export function enterHost(host: Host = ALONE): void {
  current = host;
}

/** The program that the commands run in. */
export function host(): Host {
  return current;
}

/** A line to copy that starts this tool; `diagnose` in front stands for the command that tries a login. */
export function startWith(line: string): string {
  const [first, ...rest] = line.split(' ');
  const command = first === 'diagnose' ? current.diagnose : first;
  return [current.command, ...(command === undefined ? [] : [command]), ...rest].join(' ');
}

/** The tool that makes a document. */
export function tool(): Tool {
  const { command } = current;
  return { version: packageVersion(), ...(command !== STANDALONE && { command }) };
}
