import { main } from './commands/main.js';
import { endOnFault } from './commands/terminal/fault.js';
import { endOnInterrupt } from './commands/terminal/interruption.js';
import { written } from './commands/terminal/output.js';

/** Runs the command line with the arguments of the process, and ends the process. */
export async function start(): Promise<void> {
  // Warnings of Node and of libraries are for those who develop with them.
  process.removeAllListeners('warning');
  endOnInterrupt();
  endOnFault();
  const code = await main(process.argv.slice(2));
  await written();
  // No connection, timer or program that is still there keeps the process.
  process.exit(code);
}
