import type { SourceFact } from '../../facts/store.js';
import { quote } from './client.js';
import { flagColumn, needs, notKnown, type Subject } from './reading.js';

/** The user that logs in: whether the org has it, and whether it is active. */
export const user: Subject = {
  title: 'the user',
  provides: ['user.exists', 'user.username', 'user.active'],
  async read(reading) {
    const read = await reading.users();
    const source = reading.client.sourceOf('User', 'REST API');
    if (!read.ok) return notKnown(['user.exists', 'user.username', 'user.active'], read, source);
    const found = await reading.user();
    if (found)
      return [
        { name: 'user.exists', value: true, source },
        { name: 'user.username', value: found.username, source },
        { name: 'user.active', value: found.active, source },
      ];
    if (!(await reading.may('ViewSetup', 'ManageUsers', 'ModifyAllData')))
      return notKnown(['user.exists', 'user.active'], needs('ViewSetup'), source);
    const facts: SourceFact[] = [{ name: 'user.exists', value: false, source }];
    const [only, ...others] = read.value;
    if (only && others.length === 0)
      facts.push({ name: 'user.username', value: only.username, source: `${source}: the only similar username` });
    return facts;
  },
};

/** Whether the user is frozen or locked (UserLogin: documented). */
export const userLogin: Subject = {
  title: 'the state of the user',
  provides: ['user.frozen', 'user.locked'],
  async read(reading) {
    const source = reading.client.sourceOf('UserLogin', 'REST API');
    const rights = await reading.rights();
    if (rights.ok && !(await reading.may('ManageUsers')))
      return notKnown(['user.frozen', 'user.locked'], needs('ManageUsers'), source);
    const found = await reading.userOrReason();
    if ('ok' in found)
      return found.reason === 'absent-in-reply' ? [] : notKnown(['user.frozen', 'user.locked'], found, source);
    const read = await reading.client.query(
      `SELECT IsFrozen, IsPasswordLocked FROM UserLogin WHERE UserId = ${quote(found.id)} LIMIT 1`,
    );
    if (!read.ok) return notKnown(['user.frozen', 'user.locked'], read, source);
    const [row] = read.value;
    const [frozen, locked] = [flagColumn(row, 'IsFrozen'), flagColumn(row, 'IsPasswordLocked')];
    const facts: SourceFact[] = [];
    if (frozen === undefined) facts.push({ name: 'user.frozen', unknown: 'absent-in-reply', source });
    else facts.push({ name: 'user.frozen', value: frozen, source });
    if (locked !== undefined) facts.push({ name: 'user.locked', value: locked, source });
    return facts;
  },
};
