/** Bad input: one clear sentence that says what is wrong, where, and what to do. */
export class PasteError extends Error {
  override readonly name = 'PasteError';
}
