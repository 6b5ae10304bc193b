#!/usr/bin/env node
import { packageVersion } from './commands/package-root.js';

// The way of `--version` loads nothing else; every command loads itself.
const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  process.stdout.write(`${packageVersion()}\n`);
} else {
  const { main } = await import('./commands/main.js');
  process.exitCode = await main(process.argv.slice(2));
}
