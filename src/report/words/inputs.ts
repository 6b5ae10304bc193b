function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

/** The files that were looked at, in one line. */
export function inputsLine(told: number, nothing: number, leftOut: number): string {
  const parts = [`used ${files(told)}`];
  if (nothing > 0) parts.push(`${nothing} held nothing about a login`);
  if (leftOut > 0) parts.push(`${leftOut} left out`);
  return `Files: ${parts.join(', ')}.`;
}
