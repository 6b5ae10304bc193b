import { PasteError } from './paste-error.js';

/** The bundle format that this version writes and reads. */
export const BUNDLE_VERSION = 1;

/** Finds the evidence file in a bundle. Undefined for other archives; throws a PasteError for a later format. */
export function bundledEvidence(members: ReadonlyMap<string, Uint8Array>, name: string): string | undefined {
  const manifest = members.get('manifest.json');
  const evidence = members.get('evidence.json');
  if (manifest === undefined || evidence === undefined) return undefined;
  let version: unknown;
  try {
    version = (JSON.parse(Buffer.from(manifest).toString('utf8')) as { bundleVersion?: unknown }).bundleVersion;
  } catch {
    return undefined;
  }
  if (version === undefined) return undefined;
  if (version !== BUNDLE_VERSION)
    throw new PasteError(
      `${name}: bundleVersion ${JSON.stringify(version).slice(0, 20)} is not known; this version reads ${BUNDLE_VERSION}`,
    );
  return Buffer.from(evidence).toString('utf8');
}
