import { EXIT } from '../../report/exit-code.js';

type Ending = () => void;

// Process 1 of a container ignores signals that it has no handler for.
const isFirst = process.pid === 1;
let ending: Ending | undefined;

/** A handler runs only between two pieces of work, so there is one only where it is needed. */
function onInterrupt(): void {
  if (ending === undefined) process.exit(EXIT.interrupted);
  ending();
}

/**
 * Lets Ctrl-C end the run at once, however busy it is: without a handler the system ends the process, which a shell reports
 * as 130.
 */
export function endOnInterrupt(): void {
  if (isFirst) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onInterrupt);
}

/** Lets a command put something back first, and end the run itself on Ctrl-C; the returned function gives that back. */
export function takeInterrupts(own: Ending): () => void {
  ending = own;
  if (!isFirst) process.on('SIGINT', onInterrupt);
  return () => {
    ending = undefined;
    if (!isFirst) process.removeListener('SIGINT', onInterrupt);
  };
}
