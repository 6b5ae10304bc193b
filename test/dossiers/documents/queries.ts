import type { Pick } from '../clients/client.js';
import { partsOf } from '../world/base.js';
import { CANON } from '../world/names.js';
import type { Document, Looked } from './document.js';

type Row = Readonly<Record<string, string | boolean>>;

/** The table that `sf data query` prints. */
function table(rows: readonly Row[]): string {
  const titles = Object.keys(rows[0] ?? {});
  const widths = titles.map((title) => Math.max(title.length, ...rows.map((row) => String(row[title]).length)));
  const line = (left: string, middle: string, right: string) =>
    ` ${left}${widths.map((width) => '\u2500'.repeat(width + 2)).join(middle)}${right}`;
  const cells = (values: readonly string[]) =>
    ` \u2502${values.map((value, index) => ` ${value.padEnd(widths[index]!)} `).join('\u2502')}\u2502`;
  return [
    line('\u250c', '\u252c', '\u2510'),
    cells(titles.map((title) => title.toUpperCase())),
    line('\u251c', '\u253c', '\u2524'),
    ...rows.map((row) => cells(titles.map((title) => String(row[title])))),
    line('\u2514', '\u2534', '\u2518'),
    '',
    `Total number of records retrieved: ${rows.length}.`,
  ].join('\n');
}

function nested(row: Row, type: string): object {
  const record: Record<string, unknown> = { attributes: { type } };
  for (const [name, value] of Object.entries(row)) {
    const [parent, field] = name.split('.');
    if (field === undefined) record[name] = value;
    else record[parent!] = { attributes: { type: parent }, [field]: value };
  }
  return record;
}

/** The rows of a query, as a table with its command or as JSON. */
function query(id: string, type: string, from: string, rows: (looked: Looked) => Row[] | undefined): Document {
  return {
    id,
    kind: 'query',
    tells: rows,
    print: (told: readonly Row[], pick: Pick) => {
      const columns = Object.keys(told[0] ?? {}).join(', ');
      const asJson = {
        status: 0,
        result: { records: told.map((row) => nested(row, type)), totalSize: told.length, done: true },
        warnings: [],
      };
      return pick(
        {
          name: `${id}.txt`,
          text: [`$ sf data query --query "SELECT ${columns} FROM ${from}" --target-org target`, table(told)].join(
            '\n',
          ),
        },
        { name: `${id}.json`, text: JSON.stringify(asJson, null, 2) },
      );
    },
  };
}

/** Queries that people run when they look for the reason. */
export const QUERIES: readonly Document[] = [
  query('user', 'User', `User WHERE Username = '${CANON.user}'`, (looked) => {
    const { user } = partsOf(looked.world);
    // A user who was renamed is not found by the old name.
    if (user.username !== CANON.user) return undefined;
    return [{ Username: user.username, IsActive: user.active, 'Profile.Name': user.profile }];
  }),
  query('user-login', 'UserLogin', 'UserLogin', (looked) => [
    { IsFrozen: partsOf(looked.world).user.frozen, IsPasswordLocked: false },
  ]),
  query(
    'assignments',
    'PermissionSetAssignment',
    `PermissionSetAssignment WHERE Assignee.Username = '${CANON.user}'`,
    (looked) => {
      const { user } = partsOf(looked.world);
      if (user.username !== CANON.user) return undefined;
      const rows = user.permissionSets.map((name) => ({
        'PermissionSet.Name': name,
        IsActive: !user.expiredPermissionSets.includes(name),
      }));
      return rows.length === 0 ? undefined : rows;
    },
  ),
];
