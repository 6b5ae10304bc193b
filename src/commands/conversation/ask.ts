import { plainText, scrubText } from '../../redaction/scrub.js';

/** One thing to pick. */
export interface Choice<T> {
  readonly name: string;
  readonly value: T;
  /** Shown while it is pointed at. */
  readonly description?: string;
}

const ROWS = 10;

async function prompt<T>(question: Readonly<Record<string, unknown>>): Promise<T> {
  const { default: inquirer } = await import('inquirer');
  // Standard output is for what was asked for.
  const ask = inquirer.createPromptModule({ output: process.stderr });
  const answers = (await ask([{ ...question, name: 'answer' }] as never)) as { answer: T };
  return answers.answer;
}

/** Lets the person pick one of several. */
export function pick<T>(message: string, choices: readonly Choice<T>[]): Promise<T> {
  // Names come from files of others: nothing of them may move the cursor.
  const shown = choices.map(({ name, value, description }) => ({
    name: plainText(name),
    value,
    ...(description !== undefined && { description: plainText(description) }),
  }));
  return prompt({ type: 'select', message, choices: shown, pageSize: ROWS, loop: false });
}

/** Lets the person type a line. `problem` says what is wrong with it, or nothing. */
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
