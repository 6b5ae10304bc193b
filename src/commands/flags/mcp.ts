import type { Command } from 'commander';
import type { McpOptions } from '../mcp.js';
import { collect } from './report.js';

const MCP_HELP = `
Examples:
  $ sf-jwt-doctor mcp
  $ sf-jwt-doctor mcp --login ci
  $ sf-jwt-doctor mcp --login production=ci/production.yaml --login sandbox=ci/sandbox.yaml

An assistant starts it and talks to it over standard input and output (Model Context Protocol). It reads only, and takes
no key, token, path or host from the assistant: it tries the logins named here and no others, ten times a run at most.
`;

/** Adds the command `mcp`. */
export function addMcp(program: Command, set: (code: Promise<number>) => Promise<void>): void {
  program
    .command('mcp')
    .description('serve an assistant: triage, explain, questions, diagnose and compare as tools')
    .option(
      '--login <name>',
      'a login that may be tried: an alias of the Salesforce CLI, or name=settings.yaml (repeatable)',
      collect,
      [],
    )
    .addHelpText('after', MCP_HELP)
    .action((options: McpOptions) => set(import('../mcp.js').then(({ mcp }) => mcp(options))));
}
