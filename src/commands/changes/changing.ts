import { OrgWriter } from '../../remedies/org-writer.js';
import type { OrgSession } from '../../sources/org/session.js';
import { startProgress } from '../terminal/progress.js';
import { sessionOpener, type LoginOptions } from '../login/login.js';
import { tell } from '../terminal/output.js';
import type { Terminal } from '../terminal/terminal.js';
import { UsageError } from '../usage-error.js';

/** The session to write with. Throws a usage error where none is named. */
export async function openWriter(
  command: string,
  options: LoginOptions,
): Promise<{ writer: OrgWriter; session: OrgSession }> {
  const open = sessionOpener(options);
  if (open === undefined)
    throw new UsageError(
      `${command}: an administrator's session is needed to read and to change the org; name one with --target-org <alias>, or set SF_ACCESS_TOKEN and SF_INSTANCE_URL`,
    );
  const session = await open();
  return { writer: new OrgWriter(session, { timeoutMs: options.timeout * 1000 }), session };
}

/** Asks once more before changes are made, where a person can be asked. */
export async function consents(yes: boolean | undefined, terminal: Terminal, count: number): Promise<boolean> {
  if (yes === true || count === 0 || !terminal.canAsk()) return true;
  const { default: inquirer } = await import('inquirer');
  const ask = inquirer.createPromptModule({ output: process.stderr });
  const message = count === 1 ? 'Make this change?' : `Make these ${count} changes?`;
  const { agreed } = await ask<{ agreed: boolean }>([{ type: 'confirm', name: 'agreed', message, default: false }]);
  return agreed;
}

/** Waits, and shows for how long. */
export async function countdown(
  terminal: Terminal,
  milliseconds: number,
  { number, of }: { number: number; of: number },
): Promise<void> {
  const what = (seconds: number) =>
    `No effect yet; attempt ${number} of ${of} in ${seconds} s (Ctrl-C stops, the changes stay)`;
  if (!terminal.canAnimate()) {
    tell(`${what(Math.ceil(milliseconds / 1000))}.`);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return;
  }
  const progress = await startProgress(terminal);
  for (let left = milliseconds; left > 0; left -= 1000) {
    progress.show({ type: 'step', text: what(Math.ceil(left / 1000)) });
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000, left)));
  }
  progress.stop();
}
