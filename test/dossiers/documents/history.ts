import { INNOCENT_STEPS, stepOf } from '../stories/steps.js';
import { CANON } from '../world/names.js';
import { timeMark, type Document, type Looked } from './document.js';

interface Row {
  readonly seconds: number;
  readonly user: string;
  readonly status: string;
  readonly url: string;
  readonly ip: string;
}

/** The rows that the story left in the org it is about. */
function loginRows({ attempts }: Looked): Row[] | undefined {
  const rows = attempts.flatMap(({ attempt, reply }): Row[] => {
    if (reply.history === undefined || attempt.role === 'hub' || attempt.scene !== undefined) return [];
    const ip = attempt.role === 'laptop' ? CANON.laptopIp : CANON.clientIp;
    const url = new URL(reply.host).host;
    return [{ seconds: attempt.seconds, user: reply.login.username, status: reply.history, url, ip }];
  });
  return rows.length === 0 ? undefined : rows;
}

const COLUMNS = ['Username', 'Login Time', 'Source IP', 'Login Type', 'Status', 'Application', 'Login URL'];

const loginCsv: Document = {
  id: 'login-history-csv',
  kind: 'login-history',
  tells: loginRows,
  print: (rows: readonly Row[]) => ({
    name: 'LoginHistory.csv',
    text: [
      COLUMNS.map((title) => `"${title}"`).join(','),
      ...[...rows]
        .reverse()
        .map(({ seconds, user, status, url, ip }) =>
          [user, timeMark(seconds), ip, 'Remote Access 2.0', status, CANON.appLabel, url]
            .map((cell) => `"${cell}"`)
            .join(','),
        ),
    ].join('\n'),
  }),
};

const loginJson: Document = {
  id: 'login-history-json',
  kind: 'login-history',
  tells: loginRows,
  print: (rows: readonly Row[]) => ({
    name: 'login-history.json',
    text: JSON.stringify(
      {
        status: 0,
        result: {
          totalSize: rows.length,
          done: true,
          records: rows.map(({ seconds, status, url, ip }) => ({
            attributes: { type: 'LoginHistory', url: '/services/data/v62.0/sobjects/LoginHistory/0Ya8d00000AbCdE' },
            LoginTime: timeMark(seconds),
            LoginType: 'Remote Access 2.0',
            Status: status,
            Application: CANON.appLabel,
            LoginUrl: url,
            SourceIp: ip,
          })),
        },
        warnings: [],
      },
      null,
      2,
    ),
  }),
};

type Change = readonly [seconds: number, action: string, section: string, display: string];

/** The changes of the last days: the one of the story, if it leaves a row, among others. */
function changes({ scene }: Looked): Change[] {
  const step = scene.step === undefined ? undefined : stepOf(scene.step);
  const rows: Change[] = INNOCENT_STEPS.map(({ audit }, index) => [
    -200_000 - index * 90_000,
    audit!.action,
    audit!.section,
    audit!.display,
  ]);
  if (step?.audit === undefined) return rows;
  const { action, section, display } = step.audit;
  return [[step.isFresh ? -60 : -30_000, action, section, display], ...rows];
}

const auditCsv: Document = {
  id: 'audit-trail-csv',
  kind: 'audit-trail',
  tells: changes,
  print: (rows: readonly Change[]) => ({
    name: 'SetupAuditTrail.csv',
    text: [
      '"CREATEDDATE","CREATEDBY.USERNAME","ACTION","SECTION","DISPLAY"',
      ...rows.map(([seconds, action, section, display]) =>
        [timeMark(seconds), CANON.admin, action, section, display].map((cell) => `"${cell}"`).join(','),
      ),
    ].join('\n'),
  }),
};

const auditJson: Document = {
  id: 'audit-trail-json',
  kind: 'audit-trail',
  tells: changes,
  print: (rows: readonly Change[]) => ({
    name: 'audit.json',
    text: JSON.stringify(
      {
        status: 0,
        result: {
          records: rows.map(([seconds, Action, Section, Display]) => ({
            attributes: { type: 'SetupAuditTrail' },
            CreatedDate: timeMark(seconds),
            Action,
            Section,
            Display,
          })),
          totalSize: rows.length,
          done: true,
        },
        warnings: [],
      },
      null,
      2,
    ),
  }),
};

/** What happened, as the org wrote it down. */
export const HISTORY: readonly Document[] = [loginCsv, loginJson, auditCsv, auditJson];
