import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { unzip } from '../../sources/files/zip.js';
import type { DeployFile } from '../../twin/deploy-files.js';
import { readInput } from '../input/read-input.js';
import { UsageError } from '../usage-error.js';

const LARGEST_PACKAGE = 50_000_000;
const LARGEST_FILE = 5_000_000;
const SKIPPED = /^(?:\.git|\.sf|\.sfdx|node_modules)$/;
/** Files in source format end with -meta.xml; in metadata format their own ending tells the type. */
const METADATA =
  /-meta\.xml$|^destructiveChanges\w*\.xml$|\.(?:connectedApp|eca\w*|profile|permissionset|settings|blacklistedConsumer|profileSessionSetting)$/;

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.test(entry.name) ? [] : filesBelow(file);
      const isRead = entry.isFile() && METADATA.test(entry.name) && statSync(file).size <= LARGEST_FILE;
      return isRead ? [file] : [];
    });
}

/** The metadata files of a folder or a zip. The paths are as a person would write them from here. */
export async function deployFiles(place: string): Promise<DeployFile[]> {
  let isFolder: boolean;
  try {
    isFolder = statSync(place).isDirectory();
  } catch {
    throw new UsageError(`--deploy ${place}: there is no such folder or zip; check the path`);
  }
  if (isFolder)
    return filesBelow(place).map((file) => ({ path: file.replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }));
  const { bytes } = await readInput(place, LARGEST_PACKAGE);
  return [...unzip(bytes, place)]
    .filter(([name]) => METADATA.test(path.basename(name)))
    .map(([name, content]) => ({ path: name, text: Buffer.from(content).toString('utf8') }));
}
