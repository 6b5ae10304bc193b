/** What to do about a file that can't be written, by the error of the system. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'make its folder first',
  ENOTDIR: 'make its folder first',
  EEXIST: 'there is a file already; name another one',
  ELINK: 'this is a link; name the file that it leads to',
  ELOOP: 'this is a link; name the file that it leads to',
  ENOTREG: 'this is a pipe or a device; name a file, or - for standard output',
  EISDIR: 'this is a folder; name a file in it',
  EACCES: 'the place may not be written to; check its permissions',
  EPERM: 'the place may not be written to; check its permissions',
  EROFS: 'the place may not be written to; check its permissions',
  ENOSPC: 'the disk is full',
};

/** Why a file could not be written, and what to do. */
export function unwritable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
  return REASONS[code] ?? code;
}
