import type { SourceFact } from '../../facts/store.js';
import type { FactValue } from '../../facts/vocabulary.js';
import { csvRanges, csvRows } from './csv.js';
import type { Part } from './segments.js';

type Row = FactValue<'login.history'>[number];

// Column titles of the export from Setup, which is in the user's language, and of a query for LoginHistory. The German,
// French, Spanish and Portuguese titles are inferred from Setup's own words.
const COLUMNS = {
  username: ['username', 'user.username', 'benutzername', "nom d'utilisateur", 'nombre de usuario', 'nome do usuário'],
  at: ['login time', 'logintime', 'anmeldezeit', 'heure de connexion', 'hora de inicio de sesión', 'hora de login'],
  sourceIp: ['source ip', 'sourceip', 'quell-ip', 'ip source', 'ip de origen', 'ip de origem'],
  loginType: [
    'login type',
    'logintype',
    'anmeldetyp',
    'type de connexion',
    'tipo de inicio de sesión',
    'tipo de login',
  ],
  status: ['status', 'statut', 'estado'],
  application: ['application', 'anwendung', 'aplicación', 'aplicativo'],
  loginUrl: ['login url', 'loginurl', 'anmelde-url', 'url de connexion', 'url de inicio de sesión', 'url de login'],
} as const;

const TIMES = COLUMNS.at.join('|');
const STATES = COLUMNS.status.join('|');
const HEADER = new RegExp(
  `^\\ufeff?["']?[^\\n]*(?:${TIMES})[^\\n]*(?:${STATES})|^\\ufeff?["']?[^\\n]*(?:${STATES})[^\\n]*(?:${TIMES})`,
  'i',
);

/** Reads `11/17/2026 9:44:06 AM PST` and ISO times. Undefined for others, such as dates with dots. */
function timeOf(text: string | undefined): string | undefined {
  const moment = text === undefined || /^\d{1,2}\./.test(text) ? Number.NaN : Date.parse(text);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

/** The Login History as Setup exports it, as a page shows it, or as a query prints it. */
export const loginHistoryCsv: Part = {
  id: 'login-history-csv',
  title: 'an export of the Login History',
  find: (lines) => csvRanges(lines, HEADER),
  recognises: ({ text, json }) => json === undefined && csvRanges(text.split('\n'), HEADER).length > 0,
  async read({ text, name }) {
    const rows = (await csvRows(text, COLUMNS)).flatMap(({ at, status, ...rest }): Row[] => {
      const time = timeOf(at);
      return status === undefined ? [] : [{ status, ...rest, ...(time !== undefined && { at: time }) }];
    });
    const facts: SourceFact[] = [{ name: 'login.history', value: rows, source: name }];
    return { facts };
  },
};
