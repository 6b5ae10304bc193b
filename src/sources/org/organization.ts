import type { SourceFact } from '../../facts/store.js';
import { hostFacts, type OrgKind } from '../../salesforce/hosts.js';
import type { Read, Row } from './client.js';
import { flagColumn, isoTime, notKnown, textColumn, type OrgReading, type Subject } from './reading.js';

const FACTS = ['org.id', 'org.kind', 'org.cloud', 'org.myDomain', 'org.instance', 'org.createdAt'] as const;

const rows = new WeakMap<OrgReading, Promise<Read<Row[]>>>();

/** The one row of Organization, read once. */
function organizationRow(reading: OrgReading): Promise<Read<Row[]>> {
  let read = rows.get(reading);
  if (!read) {
    const columns = 'Id, Name, OrganizationType, IsSandbox, InstanceName, TrialExpirationDate, CreatedDate';
    read = reading.client.queryFirst([
      [`SELECT ${columns}, TimeZoneSidKey FROM Organization LIMIT 1`, 'REST'],
      [`SELECT ${columns} FROM Organization LIMIT 1`, 'REST'],
    ]);
    rows.set(reading, read);
  }
  return read;
}

/** The kind of an org: by its host, else as the Salesforce CLI tells sandbox and scratch org apart (its source). */
function kindOf(row: Row, myDomain: string | undefined): OrgKind {
  const byHost = myDomain === undefined ? undefined : hostFacts(myDomain)?.orgKind;
  if (flagColumn(row, 'IsSandbox') === true)
    return textColumn(row, 'TrialExpirationDate') === undefined ? 'sandbox' : 'scratch';
  if (byHost === 'trailhead' || byHost === 'developer') return byHost;
  return textColumn(row, 'OrganizationType') === 'Developer Edition' ? 'developer' : 'production';
}

async function findMyDomain(reading: OrgReading): Promise<SourceFact> {
  const { client } = reading;
  const instance = hostFacts(client.origin);
  if (instance?.kind === 'my-domain')
    return { name: 'org.myDomain', value: instance.origin, source: `the instance URL of ${client.session.source}` };
  const read = await client.query("SELECT Domain, HttpsOption FROM Domain WHERE HttpsOption = 'OrgDomain' LIMIT 5");
  const source = client.sourceOf('Domain', 'REST API');
  if (!read.ok) return { name: 'org.myDomain', unknown: read.reason, source, detail: read.detail };
  const domain = read.value
    .map((row) => textColumn(row, 'Domain'))
    .find((host) => host !== undefined && hostFacts(host)?.kind === 'my-domain');
  if (domain === undefined) return { name: 'org.myDomain', unknown: 'absent-in-reply', source };
  return { name: 'org.myDomain', value: `https://${domain}`, source };
}

/** The org itself: which one it is, of what kind, how old, and its My Domain. */
export const organization: Subject = {
  title: 'the org',
  provides: FACTS,
  async read(reading) {
    const [read, myDomain] = await Promise.all([organizationRow(reading), findMyDomain(reading)]);
    const source = reading.client.sourceOf('Organization', 'REST API');
    if (!read.ok) return [myDomain, ...notKnown(['org.id', 'org.kind', 'org.instance', 'org.createdAt'], read, source)];
    const [row = {}] = read.value;
    const facts: SourceFact[] = [myDomain];
    const domain = 'value' in myDomain && typeof myDomain.value === 'string' ? myDomain.value : undefined;
    const [id, instance] = [textColumn(row, 'Id'), textColumn(row, 'InstanceName')];
    const createdAt = isoTime(textColumn(row, 'CreatedDate'));
    if (id !== undefined) facts.push({ name: 'org.id', value: id, source });
    facts.push({ name: 'org.kind', value: kindOf(row, domain), source });
    if (domain !== undefined)
      facts.push({ name: 'org.cloud', value: hostFacts(domain)!.cloud, source: myDomain.source });
    if (instance !== undefined) facts.push({ name: 'org.instance', value: instance, source });
    if (createdAt !== undefined) facts.push({ name: 'org.createdAt', value: createdAt, source });
    return facts;
  },
};

/** The time zone in which the hours of a profile count: that of the org (documented). */
export async function orgTimeZone(reading: OrgReading): Promise<string | undefined> {
  const read = await organizationRow(reading);
  return read.ok ? textColumn(read.value[0], 'TimeZoneSidKey') : undefined;
}
