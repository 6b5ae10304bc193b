import { tool } from './host.js';
import { openDesk } from './mcp/desk.js';
import { readLogins } from './mcp/logins.js';

/** Options of `mcp`. */
export interface McpOptions {
  readonly login: readonly string[];
}

/** `mcp`: serves the doctor to an assistant, over standard input and output, until the assistant closes them. */
export async function mcp({ login }: McpOptions): Promise<number> {
  const desk = openDesk(await readLogins(login));
  const { serve } = await import('../mcp/server.js');
  await serve(desk, tool().version);
  return 0;
}
