import { plainText, scrubText } from '../../redaction/scrub.js';

/** One option to pick. */
export interface Choice<T> {
  readonly name: string;
  readonly value: T;
  /** Shown while the cursor is on it. */
  readonly description?: string;
}

const ROWS = 10;

async function prompt<T>(question: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<T> {
  const { default: inquirer } = await import('inquirer');
  // Standard output carries only the report.
  const ask = inquirer.createPromptModule({ output: process.stderr, ...(signal && { signal }) });
  const answers = (await ask([{ ...question, name: 'answer' }] as never)) as { answer: T };
  return answers.answer;
}

/** Lets the person pick one of several. */
export function pick<T>(message: string, choices: readonly Choice<T>[]): Promise<T> {
  // Names come from other people's files: no control character in them may reach the terminal.
  const shown = choices.map(({ name, value, description }) => ({
    name: plainText(name),
    value,
    ...(description !== undefined && { description: plainText(description) }),
  }));
  return prompt({ type: 'select', message, choices: shown, pageSize: ROWS, loop: false });
}

/** Lets the person type a line. `problem` returns a sentence if the line can't be used. */
export async function type(
  message: string,
  problem: (text: string) => string | undefined = () => undefined,
  proposal?: string,
): Promise<string> {
  const text = await prompt<string>({
    type: 'input',
    message,
    ...(proposal !== undefined && { default: proposal }),
    validate: (answer: string) => {
      const said = problem(answer.trim());
      return said === undefined ? true : scrubText(said);
    },
  });
  return text.trim();
}

/** Asks yes or no. */
export function confirm(message: string, proposal: boolean): Promise<boolean> {
  return prompt({ type: 'confirm', message, default: proposal });
}

/** Lets the person type a secret, hidden; `mask: true` shows a star for each character. */
export function typeHidden(
  message: string,
  options: { readonly mask?: boolean; readonly validate?: (text: string) => true | string } = {},
  signal?: AbortSignal,
): Promise<string> {
  return prompt({ type: 'password', message, ...options }, signal);
}
