const SECTION = /^(?:=>|<=) (Send|Recv) (header|data), \d+ bytes/;
const LINE = /^[0-9a-f]{4,}: ?(.*)$/;

/**
 * Turns the output of `curl --trace-ascii` into an HTTP transcript: drops the offsets and joins the pieces of a body on
 * the line of the first piece. The number of lines stays the same.
 */
export function withoutOffsets(lines: readonly string[]): string[] {
  if (!lines.some((line) => SECTION.test(line))) return [...lines];
  let isData = false;
  let first = -1;
  const plain = lines.map(() => '');
  lines.forEach((line, index) => {
    const section = SECTION.exec(line);
    const piece = LINE.exec(line)?.[1];
    if (section) {
      isData = section[2] === 'data';
      first = -1;
    } else if (piece === undefined) plain[index] = /^== Info/.test(line) ? '' : line;
    else if (!isData) plain[index] = piece;
    else if (first === -1) {
      first = index;
      plain[index] = piece;
    } else plain[first] += piece;
  });
  return plain;
}
