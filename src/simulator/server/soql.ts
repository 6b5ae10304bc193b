import { myDomainOrigin } from '../hosts.js';
import { profileOf } from '../permissions.js';
import type { Session } from '../access.js';
import type { OrgState } from '../state.js';

type Row = Readonly<Record<string, string | number | boolean | null>>;
export type QueryResult =
  { readonly rows: Record<string, unknown>[] } | { readonly errorCode: string; readonly message: string };

const EDITIONS = {
  production: 'Enterprise Edition',
  sandbox: 'Enterprise Edition',
  scratch: 'Developer Edition',
  developer: 'Developer Edition',
  trailhead: 'Developer Edition',
} as const;

/** The rows of the few objects that a client reads right after a login. */
function rowsOf(object: string, session: Session, state: OrgState): Row[] | undefined {
  const { org, user } = session;
  const admin = profileOf(org, user)?.editSetup === true;
  switch (object.toLowerCase()) {
    case 'organization':
      return [
        {
          Id: org.id,
          Name: org.name,
          InstanceName: org.instance,
          IsSandbox: org.kind === 'sandbox' || org.kind === 'scratch',
          TrialExpirationDate: null,
          NamespacePrefix: null,
          OrganizationType: EDITIONS[org.kind],
        },
      ];
    case 'user':
      return org.users.map((entry) => ({
        Id: entry.id,
        Username: entry.username,
        Email: entry.email ?? entry.username,
        IsActive: entry.active,
      }));
    case 'domain':
      return [{ Id: org.id, Domain: new URL(myDomainOrigin(org)).host }];
    case 'loginhistory':
      return state.history
        .filter((row) => row.orgId === org.id && (admin || row.userId === user.id))
        .map((row) => ({
          UserId: row.userId,
          LoginTime: row.at,
          Application: row.application,
          LoginType: row.loginType,
          LoginUrl: row.loginUrl,
          SourceIp: row.sourceIp,
          Status: row.status,
        }));
    default:
      return undefined;
  }
}

const SELECT = /^select\s+(.+?)\s+from\s+(\w+)(?:\s+where\s+(.+?))?(?:\s+order\s+by\s+.+?)?(?:\s+limit\s+(\d+))?\s*$/is;
const CONDITION = /^(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(true|false|\d+))$/i;

/** A field whatever its case: its proper name, or undefined. */
function fieldOf(row: Row, name: string): string | undefined {
  return Object.keys(row).find((key) => key.toLowerCase() === name.toLowerCase());
}

/** Answers the plainest SOQL: named fields of one object, equality joined by AND, a limit. */
export function query(text: string, session: Session, state: OrgState): QueryResult {
  const match = SELECT.exec(text.trim());
  if (!match) return { errorCode: 'MALFORMED_QUERY', message: 'unexpected token: query' };
  const [, fields = '', object = '', where, limit] = match;
  let rows = rowsOf(object, session, state);
  if (!rows) return { errorCode: 'INVALID_TYPE', message: `sObject type '${object}' is not supported.` };
  for (const condition of where?.split(/\s+and\s+/i) ?? []) {
    const parts = CONDITION.exec(condition.trim());
    if (!parts) return { errorCode: 'MALFORMED_QUERY', message: `unexpected token: ${condition}` };
    const value = (parts[2]?.replace(/\\(.)/g, '$1') ?? parts[3] ?? '').toLowerCase();
    rows = rows.filter((row) => String(row[fieldOf(row, parts[1] ?? '') ?? '']).toLowerCase() === value);
  }
  const names = fields.split(',').map((name) => name.trim());
  const [sample] = rows;
  const missing = sample && names.find((name) => fieldOf(sample, name) === undefined);
  if (missing !== undefined) {
    return { errorCode: 'INVALID_FIELD', message: `No such column '${missing}' on entity '${object}'.` };
  }
  return {
    rows: rows.slice(0, limit === undefined ? undefined : Number(limit)).map((row) => ({
      attributes: { type: object },
      ...Object.fromEntries(names.map((name) => [fieldOf(row, name) ?? name, row[fieldOf(row, name) ?? name]])),
    })),
  };
}
