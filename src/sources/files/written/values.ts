import { isMasked } from '../../../facts/masks.js';

// Template syntaxes of CI systems and tools: their values are unknown until they run.
const TEMPLATE =
  /\$\{\{|\$\{[^}]{0,300}\}|\$\([^)]{0,300}\)|\$\[[^\]]{0,300}\]|<<[^<>]{0,300}>>|\{\{|#\{[^}]{0,300}\}|<%|%[A-Za-z_]\w*%|\$[A-Za-z_]\w*(?:[:.]\w+)*|^(?:env|var|local|data|secrets|vars|github|process\.env|os\.environ)\.[A-Za-z_]|!(?:Ref|Sub|vault|reference)\b|@(?:Microsoft\.KeyVault|secretsmanager|ssm)|\bp\(['"]/;
const PLACEHOLDER =
  /^(?:<.*>|\[.*\]|x{3,}|\.{3}|…|your[\s_-].*|my[\s_-](?:consumer|client|user|domain).*|change[_-]?me|todo|tbd|none|null|undefined|placeholder|\*+|replace[_-].*|insert[_-].*|example|\w*(?:goes|_)here|consumer ?key|client ?id|user ?name|(?:the )?(?:value|key|id) (?:of|from) .*)$/i;

/** True for a value that a template makes, that is masked, or that a person was meant to fill in. */
export function isUnfilled(value: string): boolean {
  const trimmed = value.trim();
  return (
    trimmed === '' ||
    /(?:\.{3}|…)$/.test(trimmed) ||
    isMasked(trimmed) ||
    TEMPLATE.test(trimmed) ||
    PLACEHOLDER.test(trimmed) ||
    /\byourinstance\b|your-?domain|my-?domain-?name|\bMyDomainName\b/i.test(trimmed)
  );
}

/** The value, or undefined for one that is not filled in. */
export function filled(value: string | undefined): string | undefined {
  return value === undefined || isUnfilled(value) ? undefined : value.trim();
}

const VARIABLE = /^(?:\$\{?|%|\$env:|\$\()([A-Za-z_]\w*)(?:\}|%|\))?$/;

/** Known variables by name; undefined where a name has several values. */
export type Variables = ReadonlyMap<string, string | undefined>;

/** A value with a variable of the same file in its place; undefined where it stays unknown. */
export function resolved(value: string | undefined, variables: Variables): string | undefined {
  if (value === undefined) return undefined;
  const name = VARIABLE.exec(value.trim())?.[1] ?? /^\$\{\{\s*(?:env|variables)\.(\w+)\s*\}\}$/.exec(value.trim())?.[1];
  return filled(name === undefined ? value : variables.get(name));
}

/** Collects variables; two different values of one name are none. */
export function variablesOf(pairs: Iterable<readonly [string, string]>): Variables {
  const found = new Map<string, string | undefined>();
  for (const [name, value] of pairs) found.set(name, found.has(name) && found.get(name) !== value ? undefined : value);
  return found;
}
