import type { FoundApp } from '../../sources/org/identify-app.js';
import { isRefusal, type Draft, type Part, type Refusal } from '../draft.js';
import { at } from '../metadata.js';

/**
 * A connected app is written back whole: where its certificate is not in what was read, the one of the private key takes
 * its place, or nothing is written, because a write without it may drop the one that the app has.
 */
async function withCertificate(draft: Draft, part: Part): Promise<Part | Refusal> {
  if (at(part.node, ['oauthConfig', 'certificate']) !== undefined) return part;
  const certificate = await draft.bench.certificate();
  if (certificate === undefined) return { code: 'no-key' };
  draft.edit(part, 'store-certificate', { app: part.fullName }, [[['oauthConfig', 'certificate'], certificate]]);
  draft.effect('certificate-restated', { app: part.fullName });
  return draft.part(part.type, part.fullName);
}

/** The connected app, fit to be written back. */
export async function editableApp(draft: Draft, app: FoundApp): Promise<Part | Refusal> {
  const part = await draft.connectedApp(app);
  return isRefusal(part) ? part : withCertificate(draft, part);
}
