/** The work behind the tools: each gives the bytes that the command of the same name prints with `--json`. */
export interface Desk {
  /** The names of the logins that the operator configured. */
  readonly logins: readonly string[];
  triage(texts: readonly string[], facts: readonly string[]): Promise<string>;
  /** Explains an error, a cause or a check; lists all of them without a text. */
  explain(text: string | undefined): Promise<string>;
  questions(texts: readonly string[], facts: readonly string[]): Promise<string>;
  /** Tries a configured login. Changes nothing in the org. */
  diagnose(login: string): Promise<string>;
  compare(failing: string, working: string): Promise<string>;
}
