import { cliCommands } from './cli/command.js';
import type { Field, Setting, WrittenLogin } from './written/login.js';
import { resolved, variablesOf, type Variables } from './written/values.js';

const ASSIGNED =
  /^\s*(?:export\s+|set\s+|local\s+|readonly\s+|def\s+|\$env:|\$)?([A-Za-z_]\w{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"'()|&]+))\s*;?\s*(?:#.*)?$/;

/** The variables that a script sets to a text of their own. */
function variablesIn(lines: readonly string[]): Variables {
  return variablesOf(
    lines.flatMap((line) => {
      const [, name, double, single, bare] = line.length > 2000 ? [] : (ASSIGNED.exec(line) ?? []);
      const value = double ?? single ?? bare;
      return name === undefined || value === undefined || value.includes('$') ? [] : [[name, value] as const];
    }),
  );
}

const COMMENT = /^\s*(?:#|\/\/|::|rem\s|--\s)/i;

/** Every login command of a script, each as a login of its own. Commands that are commented out are none. */
export function loginsOfCommands(lines: readonly string[], given: Variables = new Map(), offset = 0): WrittenLogin[] {
  const own = lines.map((line) => (COMMENT.test(line) ? '' : line));
  const variables = new Map([...given, ...variablesIn(own)]);
  return cliCommands(own).map(({ line, program, username, clientId, loginUrl, audience }) => {
    const settings: Partial<Record<Field, Setting>> = {};
    const set = (field: Field, value: string | undefined) => {
      if (value !== undefined) settings[field] = { value: resolved(value, variables), line: line + offset };
    };
    set('issuer', clientId);
    set('subject', username);
    set('loginUrl', loginUrl);
    set('audience', audience);
    return { settings, client: program };
  });
}
