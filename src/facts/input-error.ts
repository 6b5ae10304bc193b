/**
 * Bad input. The message says in one sentence what happened, where, and what to do. The command exits with code 2.
 */
export class InputError extends Error {
  override readonly name: string = 'InputError';
}
