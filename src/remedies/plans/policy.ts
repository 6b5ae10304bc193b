import { quote } from '../../sources/org/client.js';
import { textColumn, type UserRow } from '../../sources/org/reading.js';
import { isRefusal, type Draft, type Refusal } from '../draft.js';
import { addScope } from './app.js';
import { grantApp } from './grant.js';
import { selectSet } from './select.js';

/** Users that are assigned along with the one of the login; more than that is a decision for a person. */
const MOST_OTHERS = 100;

type Person = Pick<UserRow, 'id' | 'username'>;

/** The other users who approved the app for themselves: the switch would cut them off (documented). */
async function others(draft: Draft, username: string): Promise<readonly Person[] | Refusal> {
  const tokens = draft.bench.facts.value('approval.tokens');
  if (tokens === undefined) {
    draft.effect('others-unknown', {});
    return [];
  }
  const names = [
    ...new Set(
      tokens.flatMap((token) => token.username ?? []).filter((one) => one.toLowerCase() !== username.toLowerCase()),
    ),
  ].sort();
  if (names.length === 0) return [];
  if (names.length > MOST_OTHERS) return { code: 'too-many-users', detail: String(names.length) };
  const read = await draft.bench.writer.query(
    `SELECT Id, Username FROM User WHERE Username IN (${names.map(quote).join(', ')}) LIMIT ${MOST_OTHERS}`,
  );
  if (!read.ok) return { code: 'not-readable', detail: read.detail };
  const found = read.value.flatMap((row): Person[] => {
    const [id, name] = [textColumn(row, 'Id'), textColumn(row, 'Username')];
    return id === undefined || name === undefined ? [] : [{ id, username: name }];
  });
  const missed = names.filter((name) => !found.some((one) => one.username.toLowerCase() === name.toLowerCase()));
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
  const rest = await others(draft, user.username);
  if (isRefusal(rest)) return rest;
  const set = await grantApp(draft, app, [user, ...rest]);
  if (typeof set !== 'string') return set;
  return (await addScope(draft, 'RefreshToken')) ?? (await selectSet(draft, app, set, 'switch-policy'));
}
