import { examineLogin } from '../../src/doctor.js';
import { makeCertificate } from '../../src/remedies/certificate.js';
import { OrgWriter } from '../../src/remedies/org-writer.js';
import { planRemedy, type Plan } from '../../src/remedies/plan.js';
import { OrgReading } from '../../src/sources/org/reading.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { createPrivateKey } from 'node:crypto';

/** How a remedy is planned in a test. */
interface Wishes {
  readonly permissionSet?: string;
  readonly asMetadata?: boolean;
  readonly hasKey?: boolean;
  /** Whose session plans what an administrator's diagnosed. */
  readonly as?: string;
  /** The real hosts, over the proxy of the embedded org, with every attempt that the doctor makes by itself. */
  readonly overProxy?: boolean;
}

/** Plans the remedy of an embedded org in this process. */
export async function planFor(
  org: EmbeddedOrg,
  { permissionSet, asMetadata, hasKey = true, as, overProxy = false }: Wishes = {},
): Promise<{ plan: Plan; writer: OrgWriter }> {
  const { username, clientId, instanceUrl, key } = org.world.login;
  const opened = org.openSession();
  const instance = overProxy ? opened.myDomain : opened.instanceUrl;
  const session = { ...opened, instanceUrl: instance, source: 'the administrator' };
  const network = overProxy ? { proxy: org.proxyUrl, ca: org.caCertificate } : {};
  const origin = overProxy ? instanceUrl : org.loopback[instanceUrl]!;
  const { diagnosis, facts } = await examineLogin(
    {
      origin,
      audience: instanceUrl,
      username,
      clientId,
      key: { kind: 'variable', name: 'the key', text: key },
      openSession: () => Promise.resolve(session),
    },
    { probe: overProxy ? 'auto' : 'one', network },
  );
  const writer = new OrgWriter(as === undefined ? session : { ...org.openSession(as), source: as }, network);
  const now = Date.now();
  const plan = await planRemedy(diagnosis, {
    writer,
    reading: new OrgReading(writer, { loginOrigin: origin, username, consumerKey: clientId }, () => Promise.resolve()),
    facts,
    now,
    certificate: () =>
      hasKey ? makeCertificate(createPrivateKey(key), { name: 'test', days: 30, now }) : Promise.resolve(undefined),
    ...(permissionSet !== undefined && { permissionSet }),
    ...(asMetadata !== undefined && { asMetadata }),
  });
  return { plan, writer };
}
