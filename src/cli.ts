#!/usr/bin/env node
import { packageVersion } from './commands/package-root.js';

// The way of `--version` loads nothing else; every command loads itself.
const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  process.stdout.write(`${packageVersion()}\n`);
} else {
  const [{ main }, { endOnInterrupt }, { endOnFault }] = await Promise.all([
    import('./commands/main.js'),
    import('./commands/terminal/interruption.js'),
    import('./commands/terminal/fault.js'),
  ]);
  endOnInterrupt();
  endOnFault();
  process.exitCode = await main(process.argv.slice(2));
}
