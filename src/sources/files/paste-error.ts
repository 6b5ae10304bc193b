import { InputError } from '../../facts/input-error.js';

/** Evidence that cannot be read, or tells nothing about a login. */
export class PasteError extends InputError {
  override readonly name = 'PasteError';
}
