import type { Mark } from './score.js';

/** The figures of some dossiers. */
export interface Figures {
  readonly count: number;
  readonly decidable: number;
  readonly named: number;
  readonly toList: number;
  readonly listed: number;
  readonly wrong: number;
  readonly hasty: number;
  readonly falseHealthy: number;
  readonly controls: number;
  readonly silent: number;
}

const count = <T>(items: readonly T[], holds: (item: T) => boolean): number => items.filter(holds).length;

/** Counts marks. */
export function figures(marks: readonly Mark[]): Figures {
  return {
    count: marks.length,
    decidable: count(marks, ({ named }) => named !== undefined),
    named: count(marks, ({ named }) => named === true),
    toList: count(marks, ({ listed }) => listed !== undefined),
    listed: count(marks, ({ listed }) => listed === true),
    wrong: count(marks, ({ wrong }) => wrong),
    hasty: count(marks, ({ hasty }) => hasty),
    falseHealthy: count(marks, ({ falseHealthy }) => falseHealthy),
    controls: count(marks, ({ silent }) => silent !== undefined),
    silent: count(marks, ({ silent }) => silent === true),
  };
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${part}/${whole} ${Math.floor((part / whole) * 100)}%`;

const TITLES = ['', 'dossiers', 'named', 'listed', 'wrong', 'hasty', 'false healthy', 'none right'] as const;

function row(title: string, marks: readonly Mark[]): string[] {
  const sum = figures(marks);
  return [
    title,
    String(sum.count),
    share(sum.named, sum.decidable),
    share(sum.listed, sum.toList),
    String(sum.wrong),
    String(sum.hasty),
    String(sum.falseHealthy),
    share(sum.silent, sum.controls),
  ];
}

function print(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  return rows
    .map((cells) =>
      cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
    )
    .join('\n');
}

const KEYS: Readonly<Record<string, (mark: Mark) => readonly string[]>> = {
  family: ({ dossier }) => [dossier.family],
  'course of events': ({ dossier }) => [dossier.script],
  client: ({ dossier }) => [dossier.client],
  wrapper: ({ dossier }) => [dossier.wrapper],
  'kind of evidence': ({ dossier }) => dossier.kinds,
  cause: ({ dossier }) => [dossier.truth ?? 'none'],
};

function grouped(title: string, marks: readonly Mark[]): string[][] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) for (const key of KEYS[title]!(mark)) groups.set(key, [...(groups.get(key) ?? []), mark]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([key, of]) => row(key, of));
}

/** The figures by family, course of events, client, wrapper, kind of evidence and cause. */
export function tables(marks: readonly Mark[]): string {
  const parts = Object.keys(KEYS).map((title) =>
    print([[`By ${title}`, ...TITLES.slice(1)], ...grouped(title, marks)]),
  );
  return [...parts, print([[...TITLES], row('all', marks)])].join('\n\n');
}

function faultsOf({ named, listed, wrong, falseHealthy, silent }: Mark): string {
  const faults = [
    falseHealthy && 'called healthy',
    wrong && (silent === false ? 'names a cause in a control' : 'names a cause that cannot be'),
    named === false && 'does not name the only cause',
    listed === false && 'does not list the truth',
  ];
  return faults.filter((fault) => fault !== false).join(', ');
}

/** A failure with all that was handed over. */
export function showFailure(mark: Mark): string {
  const { dossier, opinion } = mark;
  return [
    '='.repeat(100),
    `${faultsOf(mark)}`,
    `truth: ${dossier.truth ?? 'none'}; it can be: ${[...dossier.candidates].join(', ') || '-'}`,
    `doctor: ${opinion.verdict}, names ${opinion.named ?? 'none'} (${opinion.confidence ?? '-'}), ranks ${opinion.ranked.join(', ') || '-'}${opinion.outOfScope ? `, out of scope: ${opinion.outOfScope}` : ''}`,
    `how it came: ${dossier.client} in ${dossier.wrapper}; ${dossier.note}`,
    ...dossier.files.flatMap(({ name, text }) => [`--- ${name}`, text]),
  ].join('\n');
}

/** The most common kinds of failure: what went wrong, with the truth and what was said in its place. */
export function kindsOfFailure(marks: readonly Mark[], most = 25): string {
  const kinds = new Map<string, number>();
  for (const mark of marks) {
    const kind = `${faultsOf(mark)} | truth ${mark.dossier.truth ?? 'none'} | ${mark.opinion.verdict} ${mark.opinion.named ?? mark.opinion.outOfScope ?? ''}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const sorted = [...kinds].sort(([, a], [, b]) => b - a).slice(0, most);
  return sorted.map(([kind, times]) => `${String(times).padStart(5)}  ${kind}`).join('\n');
}
