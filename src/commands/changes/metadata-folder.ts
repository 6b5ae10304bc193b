import type { MetadataFile } from '../../remedies/metadata-files.js';
import { UsageError } from '../usage-error.js';

/** Writes metadata into a folder. Throws a usage error, and leaves nothing, where a file is there already or can't be written. */
export async function writeMetadataFiles(folder: string, files: readonly MetadataFile[]): Promise<void> {
  const [{ existingFile }, { createFiles }] = await Promise.all([
    import('../../remedies/metadata-files.js'),
    import('../../remedies/safe-file.js'),
  ]);
  const there = existingFile(folder, files);
  if (there !== undefined)
    throw new UsageError(`--write-metadata ${folder}: ${there} is there already; name another folder`);
  try {
    createFiles(folder, files);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new UsageError(`--write-metadata ${folder}: it cannot be written there (${code}); name another folder`);
  }
}
