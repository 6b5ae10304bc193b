import { quote } from '../../sources/org/client.js';
import { flagColumn, textColumn } from '../../sources/org/reading.js';
import { isRefusal, type Draft, type Refusal } from '../draft.js';
import { apiName, assign, ownSet } from './grant.js';

/** Activates the user. */
export async function activate(draft: Draft): Promise<Refusal | undefined> {
  const user = await draft.user();
  if (isRefusal(user)) return user;
  const about = { user: user.username };
  draft.changes.push({
    kind: 'update',
    purpose: 'activate-user',
    about,
    object: 'User',
    id: user.id,
    before: { IsActive: false },
    after: { IsActive: true },
  });
  draft.effect('takes-licence', about);
  return undefined;
}

/** Unfreezes the user, and unlocks the password where that is locked. */
export async function unfreeze(draft: Draft): Promise<Refusal | undefined> {
  const user = await draft.user();
  if (isRefusal(user)) return user;
  const read = await draft.bench.writer.query(
    `SELECT Id, IsFrozen, IsPasswordLocked FROM UserLogin WHERE UserId = ${quote(user.id)} LIMIT 1`,
  );
  if (!read.ok) return { code: 'not-readable', detail: read.detail };
  const [row] = read.value;
  const id = textColumn(row, 'Id');
  if (id === undefined) return { code: 'not-readable', detail: 'the session does not see the login state of the user' };
  const about = { user: user.username };
  const update = { kind: 'update', about, object: 'UserLogin', id } as const;
  if (flagColumn(row, 'IsFrozen') === true)
    draft.changes.push({
      ...update,
      purpose: 'unfreeze-user',
      before: { IsFrozen: true },
      after: { IsFrozen: false },
    });
  if (flagColumn(row, 'IsPasswordLocked') === true)
    draft.changes.push({
      ...update,
      purpose: 'unlock-user',
      before: { IsPasswordLocked: true },
      after: { IsPasswordLocked: false },
    });
  draft.effect('ask-who-froze', about);
  return undefined;
}

/** Gives the user API Enabled through a separate permission set. */
export async function enableApi(draft: Draft): Promise<Refusal | undefined> {
  const user = await draft.user();
  if (isRefusal(user)) return user;
  const set = await ownSet(draft, apiName('JWT_API_Enabled'), { PermissionsApiEnabled: true });
  if (isRefusal(set)) return set;
  const refusal = await assign(draft, set, user);
  if (refusal) return refusal;
  draft.effect('only-this-user', { user: user.username });
  return undefined;
}
