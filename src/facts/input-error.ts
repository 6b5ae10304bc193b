/**
 * Bad input. The message is one sentence that says what is wrong, where, and what to do; a command then ends with exit
 * code 2.
 */
export class InputError extends Error {
  override readonly name: string = 'InputError';
}
