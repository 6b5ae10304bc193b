/** An error of this tool, as it prints it as JSON. */
interface ToolError {
  readonly code: string;
  readonly message: string;
}

const NAMES: Readonly<Record<string, string>> = { usage: 'UsageError', internal: 'InternalError' };

function errorIn(document: unknown): ToolError | undefined {
  return (Object(document) as { error?: ToolError }).error;
}

/** The warnings that don't repeat the error. */
function beside(warnings: readonly string[], { message }: ToolError): string[] {
  return warnings.filter((warning) => warning !== message);
}

/**
 * The JSON that commands of the Salesforce CLI print: `status`, `result` and `warnings`, or the error with its name and
 * message. `printed` is the document of this tool, empty where a file took it.
 */
export function envelope(printed: string, exitCode: number, warnings: readonly string[]): string {
  const document: unknown = printed.trim() === '' ? null : JSON.parse(printed);
  const error = errorIn(document);
  const told =
    error === undefined
      ? { status: exitCode, result: document, warnings }
      : {
          status: exitCode,
          name: NAMES[error.code] ?? error.code,
          message: error.message,
          exitCode,
          warnings: beside(warnings, error),
        };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/** True where the envelope is asked for: by `--json`, or for every command by `SF_CONTENT_TYPE`. */
export function wantsEnvelope(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): boolean {
  const end = argv.indexOf('--');
  return (
    env['SF_CONTENT_TYPE']?.toUpperCase() === 'JSON' || (end === -1 ? argv : argv.slice(0, end)).includes('--json')
  );
}
