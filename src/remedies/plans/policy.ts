import { quote } from '../../sources/org/client.js';
import type { FoundApp } from '../../sources/org/identify-app.js';
import { flagColumn, parentRow, textColumn, type UserRow } from '../../sources/org/reading.js';
import { isRefusal, type Draft, type Refusal } from '../draft.js';
import { addScope } from './app.js';
import { grantApp } from './grant.js';
import { selectSet } from './select.js';

/** Users that are assigned along with the one of the login; more than that is a decision for a person. */
const MOST_OTHERS = 100;
const MOST_TOKENS = 2000;

type Person = Pick<UserRow, 'id' | 'username'>;

/**
 * The other users who approved the app for themselves: the switch would cut them off (documented). Inactive ones do not
 * log in. Read anew, because a fact may tell of one user only; without the right to see all tokens nothing is known.
 */
async function others(draft: Draft, { name, label }: FoundApp, username: string): Promise<readonly Person[] | Refusal> {
  const { reading, writer } = draft.bench;
  if (!(await reading.may('CustomizeApplication'))) return { code: 'others-unknown' };
  const labels = [...new Set([label ?? name, name])].map(quote).join(', ');
  const held = await writer.query(
    `SELECT User.Username FROM OauthToken WHERE AppName IN (${labels}) ORDER BY LastUsedDate DESC LIMIT ${MOST_TOKENS}`,
  );
  if (!held.ok) return { code: 'others-unknown' };
  const holders = held.value.flatMap((row) => textColumn(parentRow(row, 'User'), 'Username') ?? []);
  const names = [...new Set(holders.filter((one) => one.toLowerCase() !== username.toLowerCase()))].sort();
  if (names.length > MOST_OTHERS || held.value.length >= MOST_TOKENS)
    return { code: 'too-many-users', detail: `At least ${names.length}` };
  if (names.length === 0) {
    draft.effect('nobody-else', { app: label ?? name });
    return [];
  }
  const read = await writer.query(
    `SELECT Id, Username, IsActive FROM User WHERE Username IN (${names.map(quote).join(', ')}) LIMIT ${MOST_OTHERS}`,
  );
  if (!read.ok) return { code: 'not-readable', detail: read.detail };
  const known = new Set(read.value.map((row) => textColumn(row, 'Username')?.toLowerCase()));
  const missed = names.filter((one) => !known.has(one.toLowerCase()));
  const found = read.value.flatMap((row): Person[] => {
    const [id, one] = [textColumn(row, 'Id'), textColumn(row, 'Username')];
    return id === undefined || one === undefined || flagColumn(row, 'IsActive') === false
      ? []
      : [{ id, username: one }];
  });
  if (missed.length > 0) draft.effect('others-cut-off', { users: missed.join(', ') });
  if (found.length > 0) draft.effect('others-assigned', { users: found.map((one) => one.username).join(', ') });
  return found;
}

/**
 * Makes approvals unnecessary: grants first, to the user and to everybody who approved the app, then the scope that
 * admin-approved apps need (reported), and the policy last.
 */
export async function switchToAdminApproved(draft: Draft): Promise<Refusal | undefined> {
  const [app, user] = [await draft.app(), await draft.user()];
  if (isRefusal(app)) return app;
  if (isRefusal(user)) return user;
  if (app.origin === 'installed') return { code: 'app-installed' };
  const rest = await others(draft, app, user.username);
  if (isRefusal(rest)) return rest;
  const set = await grantApp(draft, app, [user, ...rest]);
  if (typeof set !== 'string') return set;
  draft.effect('only-the-set', { app: app.label ?? app.name, set });
  return (await addScope(draft, 'RefreshToken')) ?? (await selectSet(draft, app, set, 'switch-policy'));
}
