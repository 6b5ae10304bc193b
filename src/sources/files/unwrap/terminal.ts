import { mapLines, type Wrapping } from './lined.js';

// eslint-disable-next-line no-control-regex -- the colours of a terminal begin with a control character
const CONTROLS = /\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007\u001b]{0,1000}\u0007)|[\u200b\u2060\ufeff]/g;
// eslint-disable-next-line no-control-regex -- the same characters, to find quickly whether there are any
const ODD = /[\u001b\r\u200b\u2060\ufeff\u00a0]|[ \t]$/;

/** A text without the colours of a terminal. */
export function withoutColours(text: string): string {
  return text.replace(CONTROLS, '');
}

function plain(line: string): string {
  if (!ODD.test(line)) return line;
  // A pattern for the blanks at the end would try each run of blanks from each of its characters.
  const text = line
    .replace(CONTROLS, '')
    .replace(/\u00a0/g, ' ')
    .trimEnd();
  return text.slice(text.lastIndexOf('\r') + 1);
}

/** Colours, overwritten parts of a line, carriage returns, characters without width and blanks at the end of a line. */
export const terminal: Wrapping = {
  id: 'terminal',
  title: 'colours of a terminal, progress that overwrites a line, Windows line ends, trailing blanks',
  open(lined) {
    const clean = mapLines(lined, plain);
    // The raw text keeps the prefixes, which carry times, without colours.
    return clean === lined ? lined : { ...clean, raw: lined.raw.map(plain) };
  },
};
