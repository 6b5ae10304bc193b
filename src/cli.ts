#!/usr/bin/env node
import { packageVersion } from './commands/package-root.js';

// The way of `--version` loads nothing else; every command loads itself.
const [first, ...rest] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  const platform = ` ${process.platform}-${process.arch} node-${process.version}`;
  const isVerbose = rest.includes('--verbose') || rest.includes('-v');
  process.stdout.write(`${packageVersion()}${isVerbose ? platform : ''}\n`);
} else {
  const [{ main }, { endOnInterrupt }, { endOnFault }, { written }] = await Promise.all([
    import('./commands/main.js'),
    import('./commands/terminal/interruption.js'),
    import('./commands/terminal/fault.js'),
    import('./commands/terminal/output.js'),
  ]);
  // Warnings of Node and of libraries are for those who develop with them.
  process.removeAllListeners('warning');
  endOnInterrupt();
  endOnFault();
  const code = await main(process.argv.slice(2));
  await written();
  // No connection, timer or program that is still there keeps the process.
  process.exit(code);
}
