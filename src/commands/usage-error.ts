import { InputError } from '../facts/input-error.js';

/** A command was called with flags or files that it cannot use. */
export class UsageError extends InputError {
  override readonly name = 'UsageError';
}
