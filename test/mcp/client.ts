import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import { root } from '../support/cli.js';

/** What a tool gave: the text in front, the JSON, and whether it was an error. */
interface Answered {
  readonly isError: boolean;
  readonly first: string;
  readonly json: string;
}

/** An assistant that talks to the built server. */
export interface Assistant {
  readonly client: Client;
  readonly call: (name: string, given?: Record<string, unknown>) => Promise<Answered>;
}

/** Starts the built server as an assistant does, and shakes hands. */
export async function assistant(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Assistant> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [`${root}dist/cli.js`, 'mcp', ...args],
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stderr: 'ignore',
  });
  await client.connect(transport);
  return {
    client,
    async call(name, given = {}) {
      const { content, isError = false } = await client.callTool({ name, arguments: given });
      const [first = '', json = ''] = content.map((part) => (part.type === 'text' ? part.text : ''));
      return { isError, first, json };
    },
  };
}
