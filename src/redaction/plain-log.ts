import { plainText } from './scrub.js';

// A runner of GitHub Actions obeys lines that begin with `::command`, older ones `##[command]`; Azure Pipelines obeys
// `##vso[…]` and TeamCity `##teamcity[…]`, wherever they stand in a line (documented).
const LINE_COMMAND = /^([^\S\r\n]*):(?=:)/gm;
const INNER_COMMAND = /##(?=\w{0,40}\[)/g;

/** Text without what is obeyed in the middle of a line. */
export function withoutInnerCommands(text: string): string {
  return text.replace(INNER_COMMAND, '# #');
}

/** Text for a log: a CI system shows it and obeys no command inside. Colours and line ends stay. */
export function withoutCiCommands(text: string): string {
  return withoutInnerCommands(text.replace(LINE_COMMAND, '$1: '));
}

const OBEYED_IN_JSON = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The text of a JSON document, with the same meaning and nothing that a terminal or a CI system obeys. */
export function inertJson(json: string): string {
  return json
    .replace(OBEYED_IN_JSON, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(INNER_COMMAND, '#\\u0023');
}

/** Commands for GitHub Actions: what another system or a terminal obeys is neutral. */
export function onlyGithubCommands(text: string): string {
  return withoutInnerCommands(plainText(text));
}
