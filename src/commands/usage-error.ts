/** Bad input: one clear sentence that says what, where and what to do. The command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const KNOWN = new Set([
  'UsageError',
  'FactError',
  'PasteError',
  'HostError',
  'WorldError',
  'SessionError',
  'CallbackError',
]);

/** True for an error that stands for bad input and whose message may be shown. */
export function isUsageError(error: unknown): error is Error {
  return error instanceof Error && KNOWN.has(error.name);
}
