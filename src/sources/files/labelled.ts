import type { SourceFact } from '../../facts/store.js';
import { TOKEN_PATH } from '../../salesforce/grant.js';
import { hostFacts } from '../../salesforce/hosts.js';
import { isUnfilled } from './written/values.js';

const URL_OF =
  /\b(?:login_?-?url|instance_?-?url|token_?-?url|auth_?-?url|sf_?login_?url|base_?url|loginUrl|domain_?url|server_?url)["']?\s{0,3}(?:=>|[=:])\s{0,3}["']?(https?:\/\/[^\s"'<>,;)]{4,200})/gi;

function isTemplate(value: string): boolean {
  return isUnfilled(value) || /[${<[]|%[A-Z_]+%/.test(value);
}

/** The login host that a program's settings or log lines name, where there is one only. */
export function labelledFacts(lines: readonly string[], name: string): SourceFact[] {
  const found: { origin: string; line: number }[] = [];
  lines.forEach((line, index) => {
    if (line.length > 4000 || /^\s*(?:\/\/|#|\*)/.test(line)) return;
    for (const [, url = ''] of line.matchAll(URL_OF)) {
      const host = isTemplate(url) ? undefined : hostFacts(url);
      if (host !== undefined && host.kind !== 'foreign') found.push({ origin: host.origin, line: index + 1 });
    }
  });
  const origins = new Set(found.map(({ origin }) => origin));
  const [first] = found;
  if (first === undefined || origins.size > 1) return [];
  return [
    {
      name: 'request.url',
      value: `${first.origin}${TOKEN_PATH}`,
      source: `${name}, line ${first.line}`,
      rank: 'stated',
    },
  ];
}
