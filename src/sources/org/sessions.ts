import type { SourceFact } from '../../facts/store.js';
import { quote } from './client.js';
import type { FoundApp, Identity } from './identify-app.js';
import { isoTime, needs, notKnown, parentRow, textColumn, type OrgReading, type Subject } from './reading.js';

async function readSessions(reading: OrgReading, { name, label }: FoundApp): Promise<SourceFact[]> {
  const source = reading.client.sourceOf('AuthSession', 'REST API');
  const rights = await reading.rights();
  if (rights.ok && !(await reading.may('ManageUsers')) && !reading.isOwnSession())
    return notKnown(['user.sessions'], needs('ManageUsers'), source);
  const user = await reading.user();
  if (!user) return [];
  const columns = 'LoginType, LoginSubType, CreatedDate';
  const rest = `FROM AuthSession WHERE UsersId = ${quote(user.id)} ORDER BY CreatedDate DESC LIMIT 50`;
  const read = await reading.client.queryFirst([
    [`SELECT ${columns}, LoginHistory.Application ${rest}`, 'REST'],
    [`SELECT ${columns} ${rest}`, 'REST'],
    [`SELECT LoginType, CreatedDate ${rest}`, 'REST'],
  ]);
  if (!read.ok) return notKnown(['user.sessions'], read, source);
  const value = read.value.map((row) => {
    const application = textColumn(parentRow(row, 'LoginHistory'), 'Application');
    return {
      loginType: textColumn(row, 'LoginSubType') ?? textColumn(row, 'LoginType') ?? '',
      createdAt: isoTime(textColumn(row, 'CreatedDate')) ?? '',
      ...(application !== undefined && { app: application === label ? name : application }),
    };
  });
  return [{ name: 'user.sessions', value, source }];
}

/**
 * The live sessions of the user (AuthSession), with the API name of the app if the org gives it. They matter only for a user
 * without a token of the app; they are read beside the tokens, because each answer that is waited for costs a round trip.
 */
export function sessions(identity: () => Promise<Identity>, hasToken: () => Promise<boolean>): Subject {
  return {
    title: 'the sessions of the user',
    provides: ['user.sessions'],
    async read(reading) {
      const known = await identity();
      if (!('found' in known)) return [];
      const [facts, isHeld] = await Promise.all([readSessions(reading, known.found), hasToken()]);
      return isHeld ? [] : facts;
    },
  };
}
