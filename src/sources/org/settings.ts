import type { FactName } from '../../facts/names.js';
import { booleanOf, textOf } from '../files/metadata/xml.js';
import { READ_AT_ONCE } from './client.js';
import { notKnown, type OrgReading, type Subject } from './reading.js';

/** One boolean out of the settings of the org. */
function setting(
  title: string,
  name: FactName & ('org.apiAccessControl' | 'org.requiresMyDomain'),
  [type, fullName, ...elements]: readonly [string, string, ...string[]],
): Subject {
  return {
    title,
    provides: [name],
    async read(reading) {
      const source = reading.client.sourceOf(type, 'Metadata API');
      const read = (await reading.metadataRefusal()) ?? (await reading.client.read(type, [fullName]));
      if (!read.ok) return notKnown([name], read, source);
      const node = read.value.get(fullName);
      const values = elements.map((element) => booleanOf(node, element));
      if (node === undefined || values.every((value) => value === undefined))
        return notKnown(
          [name],
          { ok: false, reason: 'absent-in-reply', detail: 'the setting is not in the answer' },
          source,
        );
      return [{ name, value: values.includes(true), source }];
    },
  };
}

/** API Access Control: only apps that an administrator approved may use the API (documented). */
export const apiAccessControl = setting('API Access Control', 'org.apiAccessControl', [
  'ConnectedAppSettings',
  'ConnectedApp',
  'enableAdminApprovedAppsOnly',
]);

/** Whether logins have to go to the My Domain (documented; that JWT logins are concerned is open). */
export const myDomainPolicy = setting('the login policy of My Domain', 'org.requiresMyDomain', [
  'MyDomainSettings',
  'MyDomain',
  'doesApiLoginRequireOrgDomain',
  'canOnlyLoginWithMyDomainUrl',
]);

async function isBlocked(
  reading: OrgReading,
  names: readonly string[],
  consumerKey: string,
): Promise<boolean | undefined> {
  const read = await reading.client.read('BlacklistedConsumer', names.slice(0, READ_AT_ONCE));
  if (!read.ok) return undefined;
  const hit = [...read.value.values()].some((node) => textOf(node, 'consumerKey') === consumerKey);
  return hit || (names.length <= READ_AT_ONCE && read.value.size === names.length) ? hit : undefined;
}

/** Whether an administrator blocked the app (BlacklistedConsumer: documented). */
export const blocked: Subject = {
  title: 'blocked apps',
  provides: ['app.blocked'],
  async read(reading) {
    const source = reading.client.sourceOf('BlacklistedConsumer', 'Metadata API');
    const { consumerKey } = reading.asked;
    if (consumerKey === undefined) return [];
    const list = await reading.listed('BlacklistedConsumer');
    if (!list.ok) return notKnown(['app.blocked'], list, source);
    if (list.value.length === 0) return [{ name: 'app.blocked', value: false, source }];
    const found = await isBlocked(
      reading,
      list.value.map(({ fullName }) => fullName),
      consumerKey,
    );
    if (found === undefined)
      return notKnown(
        ['app.blocked'],
        { ok: false, reason: 'failed', detail: 'not every blocked app could be read' },
        source,
      );
    return [{ name: 'app.blocked', value: found, source }];
  },
};
