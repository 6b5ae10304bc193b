import type { SourceFact } from '../../facts/store.js';
import { changesSaid } from '../../salesforce/changes.js';
import { mentionsIn } from './events/mentions.js';
import { statedFacts } from './stated.js';

/** A label of a Setup page as people copy it into a ticket, and the facts of its value. */
interface Label {
  readonly label: RegExp;
  facts(value: string): SourceFact[];
}

const stated = (name: string, value: unknown, source: string): SourceFact =>
  ({ name, value, source, rank: 'stated' }) as SourceFact;

// Scope labels of the OAuth settings page, and their names in metadata (documented: remoteaccess_oauth_tokens_scopes).
const SCOPES: readonly (readonly [RegExp, string])[] = [
  [/manage user data via apis|\(api\)|\bapi\b/i, 'api'],
  [/perform requests at any time|refresh_token|offline_access/i, 'refresh_token'],
  [/manage user data via web browsers|\(web\)/i, 'web'],
  [/full access|\(full\)/i, 'full'],
  [/access (?:the )?identity url service|\(id[,)]/i, 'id'],
];

const NONE = /^(?:\(?none\)?|-+|no (?:profiles?|permission sets?)\b.*)$/i;

function listed(value: string): string[] {
  return value
    .split(/[,;]\s*/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !NONE.test(name));
}

const LABELS: readonly Label[] = [
  {
    label: /permitted users/i,
    facts: (value) =>
      /^\W{0,3}admin[- ]approved/i.test(value)
        ? [stated('app.permittedUsers', 'admin-approved', '')]
        : /^\W{0,3}all users may self-?authori[sz]e/i.test(value)
          ? [stated('app.permittedUsers', 'self-authorize', '')]
          : [],
  },
  {
    label: /(?:selected |available )?(?:oauth )?scopes/i,
    facts: (value) => {
      if (/^(?:add|select|choose|move|include|make sure)\b/i.test(value)) return [];
      const found = SCOPES.filter(([words]) => words.test(value)).map(([, scope]) => scope);
      return found.length > 0 ? [stated('app.scopes', found, '')] : [];
    },
  },
  {
    label: /app status/i,
    facts: (value) =>
      /^(?:enabled|disabled)$/i.test(value) ? [stated('app.enabled', /^enabled$/i.test(value), '')] : [],
  },
  {
    label: /enable jwt bearer flow|use digital signatures/i,
    facts: (value) =>
      /^(?:yes|no|true|false|checked|unchecked|on|off)$/i.test(value)
        ? [stated('app.jwtFlow', /^(?:yes|true|checked|on)$/i.test(value), '')]
        : [],
  },
  {
    label: /active/i,
    facts: (value) =>
      /^(?:yes|no|true|false|checked|unchecked)$/i.test(value)
        ? [stated('user.active', /^(?:yes|true|checked)$/i.test(value), '')]
        : [],
  },
];

const LINE = /^\s*(?:[-*•]\s+)?([A-Z][A-Za-z()' -]{3,50}?)\s*(?::|\t|\s{3,}|=)\s*(\S.{0,200})$/;
const SELECTED = /^\s*(?:[-*•]\s+)?(?:selected )?(profiles?|permission sets?)\s*:\s*(\S.{0,300})$/i;

/** The lists of profiles and permission sets on the page of an app; several lines are one list. */
function assignments(lines: readonly string[], name: string): SourceFact[] {
  const told = lines.flatMap((line, index) => {
    const [, kind, value] = SELECTED.exec(line) ?? [];
    return kind === undefined ? [] : [{ kind: kind.toLowerCase(), value: value!.trim(), line: index + 1 }];
  });
  const kinds = new Set(told.map(({ kind }) => kind.replace(/s$/, '')));
  if (kinds.size === 0) return [];
  const found = told.flatMap(({ kind, value }) =>
    listed(value).map((one) => ({
      via: kind.startsWith('profile') ? ('profile' as const) : ('permission-set' as const),
      name: one,
      usable: true,
    })),
  );
  // That nobody is selected is told only where both lists are shown.
  if (found.length === 0 && kinds.size < 2) return [];
  return [stated('app.assignments', found, `${name}, line ${told[0]!.line}`)];
}

/** Facts stated in the words of Setup pages. */
export function setupFacts(lines: readonly string[], name: string): SourceFact[] {
  const found: SourceFact[] = [];
  lines.forEach((line, index) => {
    if (line.length > 400) return;
    const [, label, value] = LINE.exec(line) ?? [];
    if (label === undefined) return;
    for (const row of LABELS)
      if (new RegExp(`^(?:${row.label.source})$`, 'i').test(label.trim()))
        for (const fact of row.facts(value!.trim())) found.push({ ...fact, source: `${name}, line ${index + 1}` });
  });
  // An app page without the words of policies beside it may be of anything.
  const isAppPage = found.some((fact) => fact.name === 'app.permittedUsers');
  return [
    ...statedFacts(lines, name),
    ...found.filter((fact) => fact.name !== 'user.active' || !isAppPage),
    ...(isAppPage ? assignments(lines, name) : []),
  ];
}

/** A line without the words of the server in it, which tell of no change: "IP restricted or invalid login hours". */
function withoutAnswers(line: string): string {
  return mentionsIn(line).reduceRight((rest, { from, to }) => `${rest.slice(0, from)}…${rest.slice(to)}`, line);
}

/** The changes that sentences tell of, as `history.changed`. */
export function statedChanges(lines: readonly string[], name: string): SourceFact[] {
  return lines.flatMap((line, index) => {
    const kinds = /[a-z] [a-z]/i.test(line) ? changesSaid(withoutAnswers(line)) : [];
    return kinds.length === 0 ? [] : [stated('history.changed', kinds, `${name}, line ${index + 1}`)];
  });
}
