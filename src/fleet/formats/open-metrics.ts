import type { Picture, Row } from '../picture.js';

/** A label value as OpenMetrics takes it. Ids and causes come from closed sets, so the number of series is bounded. */
function label(text: string): string {
  return text
    .slice(0, 120)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/[\r\n]+/g, ' ');
}

function series(name: string, rows: readonly { labels: Readonly<Record<string, string>>; value: number }[]): string[] {
  return rows.map(({ labels, value }) => {
    const inner = Object.entries(labels).map(([key, text]) => `${key}="${label(text)}"`);
    return `${name}${inner.length > 0 ? `{${inner.join(',')}}` : ''} ${value}`;
  });
}

function metric(name: string, help: string, lines: readonly string[], unit?: string): string[] {
  return [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
    ...lines,
  ];
}

function seconds(iso: string | undefined): number {
  return Math.floor(Date.parse(iso ?? '') / 1000);
}

function dated(rows: readonly Row[], of: (row: Row) => string | undefined) {
  return rows.flatMap((row) => {
    const at = of(row);
    return at === undefined ? [] : [{ labels: { login: row.id }, value: seconds(at) }];
  });
}

/** The picture for the textfile collector of Prometheus. A login that was not tried is absent from `up`, and counted. */
export function fleetOpenMetrics({ rows, totals, at }: Picture): string {
  const tried = rows.filter(({ state }) => state !== 'not-tried');
  return [
    ...metric(
      'sf_jwt_login_up',
      'Whether the JWT login works.',
      series(
        'sf_jwt_login_up',
        tried.map(({ id, state, result }) => ({
          labels: { login: id, cause: result?.cause ?? '' },
          value: state === 'works' ? 1 : 0,
        })),
      ),
    ),
    ...metric(
      'sf_jwt_login_duration_seconds',
      'Duration of the last attempt.',
      series(
        'sf_jwt_login_duration_seconds',
        tried.map(({ id, result }) => ({ labels: { login: id }, value: result!.ms / 1000 })),
      ),
      'seconds',
    ),
    ...metric(
      'sf_jwt_certificate_end_seconds',
      'End of the certificate of the app or of the local key, the nearer one.',
      series(
        'sf_jwt_certificate_end_seconds',
        dated(rows, ({ result }) => result?.dates?.certificateEnd),
      ),
      'seconds',
    ),
    ...metric(
      'sf_jwt_approval_end_seconds',
      'End of an approval that ends within 30 days.',
      series(
        'sf_jwt_approval_end_seconds',
        dated(rows, ({ warnings }) => warnings.find(({ kind }) => kind === 'approval-ends')?.at),
      ),
      'seconds',
    ),
    ...metric(
      'sf_jwt_approval_created_seconds',
      'Time of the newest approval of the user for the app.',
      series(
        'sf_jwt_approval_created_seconds',
        dated(rows, ({ result }) => result?.dates?.approvedAt),
      ),
      'seconds',
    ),
    ...metric(
      'sf_jwt_fleet_logins',
      'Logins of the inventory by state.',
      series(
        'sf_jwt_fleet_logins',
        Object.entries(totals).map(([state, value]) => ({ labels: { state }, value })),
      ),
    ),
    ...metric(
      'sf_jwt_fleet_last_result_seconds',
      'Time of the newest result.',
      at === undefined ? [] : series('sf_jwt_fleet_last_result_seconds', [{ labels: {}, value: seconds(at) }]),
      'seconds',
    ),
    '# EOF',
    '',
  ].join('\n');
}
