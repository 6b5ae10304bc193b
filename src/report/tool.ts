/** How this tool is started on its own. */
export const STANDALONE = 'sf-jwt-doctor';

/** The tool that makes a report. */
export interface Tool {
  readonly version: string;
  /** How a person starts the tool here, such as `sf jwt`; absent where it is `sf-jwt-doctor`. */
  readonly command?: string;
}

/** The tool as a document names it. */
export interface NamedTool extends Tool {
  readonly name: 'sf-jwt-doctor';
}

/** The name of the tool, before a message about it. */
export function named({ version, command }: Tool): NamedTool {
  return { name: 'sf-jwt-doctor', version, ...(command !== undefined && { command }) };
}

/** How a person starts the tool that made a document. */
export function doctorOf({ command }: Pick<Tool, 'command'>): string {
  return command ?? STANDALONE;
}

/** How a person starts the command that tries a login; on its own the tool needs no word for it. */
export function diagnoseOf(tool: Pick<Tool, 'command'>): string {
  const doctor = doctorOf(tool);
  return doctor === STANDALONE ? doctor : `${doctor} doctor`;
}
