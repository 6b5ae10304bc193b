import { type Lined, type Wrapping } from './lined.js';

const CODED = /=[0-9A-F]{2}/g;

/** The text of quoted-printable lines without soft line ends; those joined keep the number of the first. */
export function withoutQuotedPrintable({ lines, raw, numbers }: Lined): Lined {
  const joined: { text: string; at: number }[] = [];
  let isSoft = false;
  lines.forEach((line, index) => {
    const text = line.replace(/=$/, '');
    if (isSoft) joined.at(-1)!.text += text;
    else joined.push({ text, at: index });
    isSoft = line.endsWith('=');
  });
  const decoded = joined.map(({ text }) => decode(text));
  return {
    lines: decoded,
    raw: joined.map(({ at }, index) => (lines[at] === raw[at] ? decoded[index]! : raw[at]!)),
    numbers: joined.map(({ at }) => numbers[at]!),
  };
}

function decode(text: string): string {
  if (!text.includes('=')) return text;
  return text.replace(/(?:=[0-9A-F]{2})+/gi, (run) => Buffer.from(run.replace(/=/g, ''), 'hex').toString('utf8'));
}

/** True for a text that a mail program encoded: `=3D` for each `=`, and soft line ends or other codes beside it. */
function isEncoded(lines: readonly string[]): boolean {
  const text = lines.join('\n');
  const codes: readonly string[] = text.match(CODED) ?? [];
  return codes.includes('=3D') && (/=\n(?=\S)/.test(text) || new Set(codes).size > 1) && !/[?&]\w+=[^3=\n]/.test(text);
}

/** Quoted-printable, as mail programs send text. */
export const quotedPrintable: Wrapping = {
  id: 'quoted-printable',
  title: 'quoted-printable mail (`=3D`, soft line ends)',
  open: (lined) =>
    lined.lines.some((line) => line.includes('=3D')) && isEncoded(lined.lines) ? withoutQuotedPrintable(lined) : lined,
};
