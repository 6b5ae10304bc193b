import type { SourceFact } from '../../facts/store.js';
import { quote, type Row } from './client.js';
import type { FoundApp, Identity } from './identify-app.js';
import { isoTime, needs, notKnown, parentRow, textColumn, type Subject } from './reading.js';

const MOST_ROWS = 200;

/** True when the user is seen to hold a token of the app. */
export function holdsToken(facts: readonly SourceFact[], username: string | undefined): boolean {
  return facts.some(
    (fact) =>
      fact.name === 'approval.tokens' &&
      'value' in fact &&
      fact.value.some((token) => token.username?.toLowerCase() === username?.toLowerCase()),
  );
}

/** False for a token of another app that has the same label; External Client Apps often lack the menu item that tells. */
function isOf(row: Row, { id }: FoundApp): boolean {
  const application = textColumn(parentRow(row, 'AppMenuItem'), 'ApplicationId');
  return id === undefined || application === undefined || application.slice(0, 15) === id.slice(0, 15);
}

/**
 * The OAuth tokens that users hold for the app (OauthToken). Without "Customize Application" only the own rows are seen:
 * an empty answer then says nothing (documented). The columns with secrets are never selected.
 */
export function tokens(identity: () => Promise<Identity>): Subject {
  return {
    title: 'the OAuth tokens of the app',
    provides: ['approval.tokens'],
    async read(reading) {
      const source = reading.client.sourceOf('OauthToken', 'REST API');
      const rights = await reading.rights();
      const seesAll = await reading.may('CustomizeApplication');
      if (rights.ok && !seesAll && !reading.isOwnSession())
        return notKnown(['approval.tokens'], needs('CustomizeApplication'), source);
      const known = await identity();
      if ('unclear' in known) return notKnown(['approval.tokens'], known.unclear, source);
      if ('absent' in known) return [];
      const { name, label } = known.found;
      // AppName is the label; for External Client Apps reports name either.
      const names = [...new Set([label ?? name, name])].map(quote).join(', ');
      const columns = 'AppName, CreatedDate, LastUsedDate, UseCount, User.Username';
      const rest = `FROM OauthToken WHERE AppName IN (${names}) ORDER BY LastUsedDate DESC LIMIT ${MOST_ROWS}`;
      const read = await reading.client.queryFirst([
        [`SELECT ${columns}, AppMenuItem.ApplicationId ${rest}`, 'REST'],
        [`SELECT ${columns} ${rest}`, 'REST'],
      ]);
      if (!read.ok) return notKnown(['approval.tokens'], read, source);
      const value = read.value
        .filter((row) => isOf(row, known.found))
        .map((row) => {
          const username = textColumn(parentRow(row, 'User'), 'Username');
          const [appName, createdAt, lastUsedAt] = [
            textColumn(row, 'AppName'),
            isoTime(textColumn(row, 'CreatedDate')),
            isoTime(textColumn(row, 'LastUsedDate')),
          ];
          const useCount = row['UseCount'];
          return {
            ...(appName !== undefined && { appName }),
            ...(username !== undefined && { username }),
            ...(createdAt !== undefined && { createdAt }),
            ...(lastUsedAt !== undefined && { lastUsedAt }),
            ...(typeof useCount === 'number' && { useCount }),
          };
        });
      const isOwn = (row: { username?: string }) =>
        row.username?.toLowerCase() === reading.asked.username?.toLowerCase();
      // A full page may have cut off the very row that counts.
      if (read.value.length >= MOST_ROWS && !value.some(isOwn))
        return notKnown(
          ['approval.tokens'],
          { ok: false, reason: 'failed', detail: `more than ${MOST_ROWS} rows` },
          source,
        );
      if (!rights.ok && !value.some(isOwn)) return notKnown(['approval.tokens'], rights, source);
      return [{ name: 'approval.tokens', value, source }];
    },
  };
}
