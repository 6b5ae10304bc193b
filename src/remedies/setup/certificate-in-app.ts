import { readCertificate } from '../../sources/key/read-certificate.js';
import type { XmlNode } from '../../sources/files/metadata/xml.js';
import type { FoundApp } from '../../sources/org/identify-app.js';
import { isRefusal, type Draft, type Part, type Refusal } from '../draft.js';
import { at } from '../metadata.js';

/** The component with the certificate of an app, and its path in the component. */
export interface CertificatePlace {
  readonly part: Part;
  readonly path: readonly string[];
  /** The current certificate. An External Client App may have one without showing it (reports conflict). */
  readonly stored: string | undefined;
  /** SHA-256 of its public key, where it can be read. */
  readonly thumbprint: string | undefined;
}

function text(node: XmlNode | undefined): string | undefined {
  return typeof node === 'string' && node.trim() !== '' ? node : undefined;
}

/** The place and value of an app's certificate. */
export async function certificateInApp(draft: Draft, app: FoundApp): Promise<CertificatePlace | Refusal> {
  const isConnected = app.kind === 'connected-app';
  const part = isConnected
    ? await draft.connectedApp(app)
    : await draft.clientAppPart(app, 'ExtlClntAppGlobalOauthSettings');
  if (isRefusal(part)) return part;
  const path = isConnected ? ['oauthConfig', 'certificate'] : ['certificate'];
  const stored = text(at(part.node, path));
  const thumbprint = stored === undefined ? undefined : readCertificate(Buffer.from(stored)).certificate?.thumbprint;
  return { part, path, stored, thumbprint };
}
