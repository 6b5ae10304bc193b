import type { SourceFact } from '../../facts/store.js';
import type { FactValue } from '../../facts/vocabulary.js';
import { csvRanges, csvRows } from './csv.js';
import { timesOf } from './dates.js';
import type { Part } from './segments.js';

type Row = FactValue<'login.history'>[number];

// Column titles of the export from Setup, which is in the user's language, and of a query for LoginHistory. The German,
// French, Spanish and Portuguese titles are inferred from Setup's own words.
const COLUMNS = {
  username: [
    'username',
    'user.username',
    'benutzername',
    "nom d'utilisateur",
    'nombre de usuario',
    'nome do usuário',
    'nome utente',
    'gebruikersnaam',
    'ユーザ名',
  ],
  at: [
    'login time',
    'logintime',
    'anmeldezeit',
    'heure de connexion',
    'hora de inicio de sesión',
    'hora de login',
    'data e ora accesso',
    'ora di accesso',
    'aanmeldtijd',
    'ログイン日時',
    'ログイン時刻',
  ],
  sourceIp: ['source ip', 'sourceip', 'quell-ip', 'ip source', 'ip de origen', 'ip de origem'],
  loginType: [
    'login type',
    'logintype',
    'anmeldetyp',
    'type de connexion',
    'tipo de inicio de sesión',
    'tipo de login',
  ],
  status: ['status', 'statut', 'estado', 'stato', '状況', '状態'],
  application: ['application', 'anwendung', 'aplicación', 'aplicativo'],
  loginUrl: ['login url', 'loginurl', 'anmelde-url', 'url de connexion', 'url de inicio de sesión', 'url de login'],
} as const;

const TIMES = COLUMNS.at.join('|');
const STATES = COLUMNS.status.join('|');
const HEADER = new RegExp(
  `^\\ufeff?["']?[^\\n]*(?:${TIMES})[^\\n]*(?:${STATES})|^\\ufeff?["']?[^\\n]*(?:${STATES})[^\\n]*(?:${TIMES})`,
  'i',
);

// Words for a success in the languages of Setup (inferred). The type of an OAuth login keeps its number in all of them.
const SUCCESS =
  /^(?:success|erfolg(?:reich)?|réussite|succès|correcto|éxito|sucesso|êxito|operazione riuscita|geslaagd|成功|성공)$/i;

function statusOf(status: string): string {
  return SUCCESS.test(status) ? 'Success' : status;
}

function typeOf(loginType: string): string {
  return /\b2\.0\b/.test(loginType) && !/oauth|remote access/i.test(loginType) ? 'Remote Access 2.0' : loginType;
}

/** The Login History as Setup exports it, as a page shows it, or as a query prints it. */
export const loginHistoryCsv: Part = {
  id: 'login-history-csv',
  title: 'an export of the Login History',
  find: (lines) => csvRanges(lines, HEADER),
  recognises: ({ text, json }) => json === undefined && csvRanges(text.split('\n'), HEADER).length > 0,
  async read({ text, name }) {
    const table = await csvRows(text, COLUMNS);
    const times = timesOf(table.map(({ at }) => at));
    const rows = table.flatMap(({ at: _at, status, loginType, ...rest }, index): Row[] => {
      const at = times[index];
      return status === undefined
        ? []
        : [
            {
              status: statusOf(status),
              ...rest,
              ...(loginType !== undefined && { loginType: typeOf(loginType) }),
              ...(at !== undefined && { at }),
            },
          ];
    });
    const facts: SourceFact[] = [{ name: 'login.history', value: rows, source: name }];
    return { facts };
  },
};
