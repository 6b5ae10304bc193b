import type { Command } from 'commander';
import type { McpOptions } from '../mcp.js';
import { collect } from './report.js';

const MCP_HELP = `
Examples:
  $ sf-jwt-doctor mcp
  $ sf-jwt-doctor mcp --login ci
  $ sf-jwt-doctor mcp --login production=ci/production.yaml

An assistant starts it and talks to it over standard input and output (Model
Context Protocol). It only reads. The assistant gives no key, token, path or
host: it can try the logins that you name here, ten times a run at most.
`;

/** Adds the command `mcp`. */
export function addMcp(program: Command, set: (code: Promise<number>) => Promise<void>): void {
  program
    .command('mcp')
    .description('serve an assistant over the Model Context Protocol')
    .option('--login <name>', 'a login to offer: an alias, or name=settings.yaml (repeatable)', collect, [])
    .addHelpText('after', MCP_HELP)
    .action((options: McpOptions) => set(import('../mcp.js').then(({ mcp }) => mcp(options))));
}
