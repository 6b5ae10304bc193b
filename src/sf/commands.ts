/** The commands inside `sf`, by their id there, each with the command of this tool that it is. */
export const COMMANDS_INSIDE = {
  'jwt:doctor': 'diagnose',
  'jwt:triage': 'triage',
  'jwt:explain': 'explain',
  'jwt:fix': 'fix',
  'jwt:setup': 'setup',
  'jwt:authorize': 'authorize',
  'jwt:collect': 'collect',
  'jwt:diff': 'diff',
} as const;

/** The parts of the configuration of the Salesforce CLI that this tool reads. */
export interface CliConfig {
  /** The name of the program, such as `sf`. */
  readonly bin: string;
  /** The folder of the CLI's own package. */
  readonly root: string;
}
