import { createInterface } from 'node:readline';
import { tell } from '../terminal/output.js';

/** A blank line ends a paste, unless more of it follows at once. */
const PAUSE_MS = 250;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/**
 * Takes lines from the terminal until an empty one. Pasted texts hold empty lines themselves: one counts only when
 * nothing follows it at once.
 */
export function takePaste(): Promise<string> {
  tell('Paste the error here (a log, the answer, the command with its output), and end with an empty line:');
  return new Promise((resolve) => {
    const reader = createInterface({ input: process.stdin });
    const lines: string[] = [];
    let size = 0;
    let timer: NodeJS.Timeout | undefined;
    const finish = () => {
      clearTimeout(timer);
      reader.close();
      resolve(lines.join('\n').trim());
    };
    reader.on('line', (line) => {
      clearTimeout(timer);
      size += line.length + 1;
      if (size < MOST_CHARACTERS) lines.push(line);
      if (line.trim() === '' && lines.some((one) => one.trim() !== '')) timer = setTimeout(finish, PAUSE_MS);
    });
    reader.on('close', finish);
  });
}
