import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { requireReplaceable } from '../../remedies/safe-file.js';
import type { ReportOptions } from '../flags/report.js';
import { UsageError } from '../usage-error.js';

/** Flags whose files are read. */
type Inputs = Partial<
  Record<'jwtKeyFile' | 'certificate' | 'assertionFile' | 'baseline' | 'against' | 'config', string | false | undefined>
> &
  Partial<Pick<ReportOptions, 'evidence' | 'plugin' | 'format'>>;

/** The identity of a file, whatever its path: device and inode, else its real path. */
function identity(file: string): string {
  const status = statSync(file, { throwIfNoEntry: false, bigint: true });
  if (status !== undefined && status.ino !== 0n) return `${status.dev} ${status.ino}`;
  try {
    return path.join(realpathSync(path.dirname(file)), path.basename(file));
  } catch {
    return path.resolve(file);
  }
}

/** The files that a run reads. */
function inputsOf(options: Inputs, files: readonly string[]): string[] {
  const {
    jwtKeyFile,
    certificate,
    assertionFile,
    baseline,
    against,
    config,
    evidence = [],
    plugin = [],
    format = [],
  } = options;
  const single = [jwtKeyFile, certificate, assertionFile, baseline, against, config];
  return [...files, ...evidence, ...plugin, ...format, ...single].filter(
    (file) => typeof file === 'string' && file !== '-' && statSync(file, { throwIfNoEntry: false })?.isFile() === true,
  ) as string[];
}

const REASONS: Readonly<Record<string, string>> = {
  ELINK: 'this is a link; name the file that it leads to',
  ENOTREG: 'this is a pipe or a device; name a file, or - for standard output',
};

/**
 * Throws a usage error, before anything is tried, for an output that is a link or no file, that the run reads, or that is
 * named twice: a report must not replace the key or the evidence.
 */
export function requireSafeOutputs(
  options: Inputs & { readonly output: readonly string[] },
  files: readonly string[] = [],
): void {
  const inputs = new Map(inputsOf(options, files).map((file) => [identity(file), file]));
  const outputs = new Set<string>();
  for (const file of options.output.filter((name) => name !== '-')) {
    try {
      requireReplaceable(file);
    } catch (error) {
      const reason = REASONS[String((error as NodeJS.ErrnoException).code)];
      if (reason !== undefined) throw new UsageError(`--output ${file}: ${reason}`);
    }
    const own = identity(file);
    const input = inputs.get(own);
    if (input !== undefined)
      throw new UsageError(
        `--output ${file}: this run reads ${input}, which the report would replace; name another file`,
      );
    if (outputs.has(own)) throw new UsageError(`--output ${file}: another report goes to this file; name another one`);
    outputs.add(own);
  }
}
