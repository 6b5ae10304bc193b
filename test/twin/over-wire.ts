import { examine, examineLogin } from '../../src/doctor.js';
import { readEvidence } from '../../src/facts/evidence.js';
import type { FactStore } from '../../src/facts/store.js';
import { toRedactedEvidence } from '../../src/redaction/bundle/evidence.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { readCensus } from '../../src/sources/org/census/census.js';
import { OrgClient } from '../../src/sources/org/client.js';
import { OrgReading } from '../../src/sources/org/reading.js';

/** What the login and an administrator's session tell of an embedded org, over the wire, with its neighbours. */
export async function factsOverWire(org: EmbeddedOrg): Promise<FactStore> {
  const { username, clientId, instanceUrl, key } = org.world.login;
  const { accessToken, myDomain, username: admin } = org.openSession();
  const session = { accessToken, instanceUrl: myDomain, username: admin, source: 'the administrator' };
  const network = { proxy: org.proxyUrl, ca: org.caCertificate, timeoutMs: 10_000 };
  const login = {
    origin: instanceUrl,
    username,
    clientId,
    key: { kind: 'variable', name: 'the key', text: key },
    openSession: () => Promise.resolve(session),
  } as const;
  const { facts } = await examineLogin(login, { probe: 'one', network });
  const asked = { username, consumerKey: clientId };
  const reading = new OrgReading(new OrgClient(session, network, 200), asked, () => Promise.resolve());
  return examine([...facts.all(), ...(await readCensus(reading, Date.now()))]).facts;
}

/** The facts as another person reads them out of a bundle. */
export function throughBundle(facts: FactStore): FactStore {
  const { evidence } = toRedactedEvidence(facts, { nonce: 'abc123' });
  return examine(readEvidence(JSON.parse(JSON.stringify(evidence)), 'evidence.json')).facts;
}
