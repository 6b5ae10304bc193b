/** The CLI's report at the end of a command. */
interface Ended {
  readonly id?: string | undefined;
  readonly argv?: readonly string[];
  readonly error?: { readonly exitCode?: number; readonly oclif?: { readonly exit?: number } } | undefined;
  readonly config: { readonly bin: string };
}

/** The exit code of the CLI for flags that it could not read: its own message says what to do. */
const WRONG_FLAGS = 2;

/**
 * Points to the doctor after a failing `sf org login jwt`, in one line on standard error. Runs after every command of the
 * CLI, so it loads nothing. Silent where JSON is asked for. The flags are not repeated: one of them may hold a secret.
 */
export default function hint({ id, argv = [], error, config }: Ended): Promise<void> {
  const isWrongUse = (error?.oclif?.exit ?? error?.exitCode) === WRONG_FLAGS;
  const isJson = argv.includes('--json') || process.env['SF_CONTENT_TYPE']?.toUpperCase() === 'JSON';
  if (id === 'org:login:jwt' && error !== undefined && !isWrongUse && !isJson)
    process.stderr.write(`To find out why, run "${config.bin} jwt doctor" with the same flags.\n`);
  return Promise.resolve();
}
