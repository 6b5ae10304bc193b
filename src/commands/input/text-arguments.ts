import { existsSync } from 'node:fs';
import type { Taken } from '../../sources/files/intake/take-in.js';

function isPath(argument: string): boolean {
  return argument === '-' || existsSync(argument);
}

/**
 * The inputs of a run: words that name no file, but together are a known error text or code (`invalid_client_id`), are one
 * input.
 */
export async function inputsOf(files: readonly string[]): Promise<readonly string[]> {
  if (files.length < 2 || files.some(isPath)) return files;
  const { isErrorText } = await import('../arguments/recognise.js');
  return isErrorText(files.join(' ')) ? [files.join(' ')] : files;
}

/** An argument that is itself a known error text. Undefined for a file, and for other words. */
export async function takenFromArgument(argument: string): Promise<Taken | undefined> {
  if (isPath(argument)) return undefined;
  const { errorCodeIn, isErrorText } = await import('../arguments/recognise.js');
  if (!isErrorText(argument)) return undefined;
  return { pastes: [{ name: 'the given text', text: errorCodeIn(argument) ?? argument }], notes: [] };
}
