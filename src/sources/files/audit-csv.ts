import { AUDIT_ACTIONS } from '../../salesforce/audit-trail.js';
import type { SourceFact } from '../../facts/store.js';
import type { FactValue } from '../../facts/vocabulary.js';
import { csvRanges, csvRows } from './csv.js';
import { timesOf } from './dates.js';
import type { Part } from './segments.js';

const HEADER =
  /^["']?[^\n]*\b(?:date|createddate)\b[^\n]*\baction\b[^\n]*\b(?:section|display)\b|^["']?(?:datum|fecha|data|date|日付)["']?[,;\t].*(?:aktion|acción|ação|azione|action|アクション).*(?:abschnitt|sección|seção|sezione|section|セクション)/i;
const COLUMNS = {
  at: ['date', 'createddate', 'datum', 'fecha', 'data', '日付'],
  action: ['action', 'aktion', 'acción', 'ação', 'azione', 'actie', 'アクション'],
  section: ['section', 'abschnitt', 'sección', 'seção', 'sezione', 'セクション'],
  display: ['display'],
} as const;
// The changes that concern a JWT login. The trail lists every change in Setup.
const TELLING =
  /connected app|external client app|permitted users|consumer|oauth|certificate|refresh token|ip relax|permission set|profile|frozen|froze|deactivat|username|my domain|api (?:login|access)|session/i;
const MOST_CHANGES = 200;

/** The column "Action" holds a sentence in the export from Setup, and the action's name in a query result. */
function changeOf(row: Readonly<Record<string, string>>, at: string | undefined): FactValue<'org.changes'> {
  const { action = '', section, display } = row;
  const isName = AUDIT_ACTIONS.includes(action) || /^[a-z]+[A-Z_]\w*$/.test(action);
  const told = isName ? display : action;
  if (!isName && !TELLING.test(`${action} ${section ?? ''}`)) return [];
  return [
    {
      ...(isName && { action }),
      ...(at !== undefined && { at }),
      ...(told !== undefined && told !== '' && { display: told.slice(0, 300) }),
    },
  ];
}

/** The set-up audit trail as Setup exports it, or as a query prints it. */
export const auditCsv: Part = {
  id: 'audit-csv',
  title: 'an export of the set-up audit trail',
  find: (lines) => csvRanges(lines, HEADER),
  recognises: ({ text }) => csvRanges(text.split('\n'), HEADER).length > 0,
  async read({ text, name }) {
    const rows = await csvRows(text, COLUMNS);
    const times = timesOf(rows.map(({ at }) => at));
    const value = rows.flatMap((row, index) => changeOf(row, times[index])).slice(0, MOST_CHANGES);
    const facts: SourceFact[] = [{ name: 'org.changes', value, source: name }];
    return { facts };
  },
};
