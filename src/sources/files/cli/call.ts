import type { SourceFact } from '../../../facts/store.js';
import { hostFacts } from '../../../salesforce/hosts.js';
import { cliCommands, isHiddenValue, loggedCommand, type CliCommand } from './command.js';
import type { CliCall } from './decode.js';

// The debug log shows the effective login URL and the values from the environment.
const LOGIN_URL = /\bloginUrl: *(https?:\/\/\S+)/;
const OVERRIDDEN = /Audience URL overridden by env var (?:SF|SFDX)_AUDIENCE_URL=(\S+)/;
const VARIABLE = /^[ \t]*(?:export |set |\$env:)?(?:SF|SFDX)_AUDIENCE_URL\s*[:=]\s*["']?([^\s"']+)/m;
const ALL_VARIABLES = /^[ \t]*### ENV ###/m;
const VERSION = /(?:(?:@salesforce\/cli|sfdx-cli)\/|### CLI ###\s{1,200}version: )(\d+\.\d+\.\d+)/;
const DETAILS = /problem with its OAuth configuration/;
const DETAIL = /^[ \t]*(username|clientId|loginUrl):\s*(\S+?),?\s*$/gm;

function unhidden(value: string | undefined): string | undefined {
  return value === undefined || isHiddenValue(value) ? undefined : value;
}

/** The last CLI login command in a text, or undefined. */
function lastCommand(lines: readonly string[]): CliCommand | undefined {
  return cliCommands(lines).at(-1) ?? loggedCommand(lines);
}

/** The login URL and SF_AUDIENCE_URL of the call behind a list. */
export function callIn(lines: readonly string[]): CliCall {
  const text = lines.join('\n');
  const command = lastCommand(lines);
  const loginUrl = unhidden(LOGIN_URL.exec(text)?.[1] ?? command?.loginUrl);
  const told = OVERRIDDEN.exec(text)?.[1] ?? command?.audience ?? VARIABLE.exec(text)?.[1];
  const audience = unhidden(told);
  return {
    ...(loginUrl !== undefined && { loginUrl }),
    ...(audience !== undefined && { audience }),
    ...(told === undefined && ALL_VARIABLES.test(text) && { audience: null }),
  };
}

function claim(name: 'assertion.issuer' | 'assertion.subject', value: string, source: string): SourceFact {
  return (isHiddenValue(value) ? { name, unknown: 'masked', source } : { name, value, source }) as SourceFact;
}

function detailsIn(text: string): Partial<Record<string, string>> {
  if (!DETAILS.test(text)) return {};
  return Object.fromEntries(Array.from(text.matchAll(DETAIL), ([, name, value]) => [name!, value!]));
}

/** The facts of a Salesforce CLI call in a text: command line, version, and debug output. */
export function cliFacts(lines: readonly string[], name: string): SourceFact[] {
  const text = lines.join('\n');
  const command = lastCommand(lines);
  const facts: SourceFact[] = [];
  const version = VERSION.exec(text)?.[1];
  if (version !== undefined) facts.push({ name: 'client.version', value: version, source: name });
  const details = detailsIn(text);
  const source = command === undefined ? name : `${name}, line ${command.line}`;
  const {
    username = details['username'],
    clientId = details['clientId'],
    loginUrl = details['loginUrl'],
  } = command ?? {};
  if (command !== undefined) {
    facts.push({ name: 'client.name', value: command.program, source });
    facts.push({ name: 'client.command', value: command.text, source });
  }
  if (username !== undefined) facts.push(claim('assertion.subject', username, source));
  if (clientId !== undefined) facts.push(claim('assertion.issuer', clientId, source));
  const origin = loginUrl === undefined || isHiddenValue(loginUrl) ? undefined : hostFacts(loginUrl)?.origin;
  if (origin !== undefined) facts.push({ name: 'request.url', value: `${origin}/services/oauth2/token`, source });
  return facts;
}
