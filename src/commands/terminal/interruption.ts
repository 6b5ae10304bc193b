import { EXIT } from '../../report/exit-code.js';

type Ending = () => void;

const atOnce: Ending = () => process.exit(EXIT.interrupted);
let ending = atOnce;

/** Ends the run where Ctrl-C asks for it: at once, with 130, unless a command has something to put back first. */
export function endOnInterrupt(): void {
  process.on('SIGINT', () => ending());
}

/** Lets a command end the run itself on Ctrl-C; the returned function gives that back. */
export function takeInterrupts(own: Ending): () => void {
  ending = own;
  return () => {
    ending = atOnce;
  };
}
