import type { Row } from './viewer.js';

/** The description of one column in a query with `columns=true`. A relationship holds the columns behind it. */
interface ColumnMetadata {
  readonly aggregate: boolean;
  readonly apexType: string | null;
  readonly booleanType: boolean;
  readonly columnName: string;
  readonly custom: boolean;
  readonly displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: readonly ColumnMetadata[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
}

function apexType(name: string, value: unknown): string {
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return 'Integer';
  return name.endsWith('Id') ? 'Id' : 'String';
}

function column(name: string, type: string | null, joinColumns: readonly ColumnMetadata[]): ColumnMetadata {
  return {
    aggregate: false,
    apexType: type,
    booleanType: type === 'Boolean',
    columnName: name,
    custom: false,
    displayName: name,
    foreignKeyName: type === null ? `${name}Id` : null,
    insertable: false,
    joinColumns,
    numberType: type === 'Integer',
    textType: type === 'String',
    updatable: false,
  };
}

/** The chosen columns, each relationship once. Types are read from the records. */
export function columnMetadata(paths: readonly (readonly string[])[], records: readonly Row[]): ColumnMetadata[] {
  const names = [...new Set(paths.map(([first]) => first!))];
  return names.map((name) => {
    const behind = paths.filter(([first, ...rest]) => first === name && rest.length > 0).map((path) => path.slice(1));
    const values = records.map((row) => row[name]).filter((value) => value != null);
    if (behind.length > 0) return column(name, null, columnMetadata(behind, values as Row[]));
    return column(name, apexType(name, values[0]), []);
  });
}
