import { InputError } from '../../facts/input-error.js';
import type { Paste, Reading, Shape } from './shape.js';

/** True for a paste that a shape recognises. A shape that fails on it does not. */
export function isOf(shape: Shape, paste: Paste): boolean {
  try {
    return shape.recognises(paste);
  } catch {
    return false;
  }
}

/** The result of a reader. A reader that fails becomes a note and never stops the others. */
export async function guarded(name: string, what: string, read: () => Reading | Promise<Reading>): Promise<Reading> {
  try {
    return await read();
  } catch (error) {
    // An input that is wrong in a way that its sender can mend is refused, as before.
    if (error instanceof InputError) throw error;
    return { facts: [], problems: [`${name}: this looks like ${what}, and could not be read; the rest was`] };
  }
}

/** Reads a paste as a shape. */
export function readAs(shape: Shape, paste: Paste): Promise<Reading> {
  return guarded(paste.name, shape.title, () => shape.read(paste));
}
