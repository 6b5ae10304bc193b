import { mapLines, type Wrapping } from './lined.js';

const CLOCK = String.raw`\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`;
const DATE_TIME = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]${CLOCK}\s?(?:Z|UTC|[+-]\d\d:?\d\d)?`;
const LEVEL = 'DEBUG|INFO|WARN|WARNING|ERROR|ERR|TRACE|FATAL|CRITICAL|NOTICE|SEVERE';
const MONTH = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

const NUMBER = /^ {0,60}\d{1,6} ?[|│](?: |$)/; // the number of the line

// Prefixes by the kind of character that they begin with, so that few patterns run on each line.
const BY_DIGIT: readonly RegExp[] = [
  new RegExp(`^${DATE_TIME}(?:\\s-\\s[\\w.]{1,60}\\s-\\s(?=[A-Z]{4,8}\\s-\\s))?\\s?(?:[-|]\\s)?`), // GitHub, Azure, Jenkins, GitLab, Python, Go
  new RegExp(`^${CLOCK}(?:\\s|$)`),
  /^\d\d[OE]\+?\s?(?=\S)/, // GitLab: stream and step
  NUMBER,
];
const BY_BRACKET: readonly RegExp[] = [
  new RegExp(`^\\[${DATE_TIME}\\]\\s?`),
  new RegExp(`^\\[${CLOCK}\\](?:\\s|$)`),
  new RegExp(`^\\[(?:${LEVEL})\\s?\\]\\s?`, 'i'),
  new RegExp(`^\\[${CLOCK}\\s(?:[A-Z]{3})\\]\\s`), // Serilog
  /^\[Pipeline\]\s/,
  /^\[(?:pod|container)\/[\w./-]{1,120}\](?:\s|$)/, // kubectl logs --prefix
];
const BY_SIGN: readonly RegExp[] = [
  /^##\[(?:error|warning|debug|section|command|group)\]/,
  /^::(?:error|warning|notice|debug)(?: [^:]*)?::/,
  new RegExp(`^<\\d{1,3}>(?:\\d )?`), // syslog
];
const BY_LETTER: readonly RegExp[] = [
  new RegExp(
    `^(?:${LEVEL})(?: \\([\\w:.@/-]+\\)| \\d{1,7} --- \\[[^\\]]{1,60}\\] [\\w.$]{1,120}\\s{0,40})?(?:\\s?[:|]|\\s-)?\\s`,
  ),
  new RegExp(`^(?:${LEVEL}):[\\w.]{1,60}:(?=\\S)`), // Python's basicConfig
  /^(?:stdout|stderr) [FP](?: |$)/, // Kubernetes
  /^[a-z][\w.-]{0,40}\s{1,12}\| ?/, // Docker Compose: the service
  new RegExp(`^(?:${MONTH}) [ \\d]\\d \\d\\d:\\d\\d:\\d\\d [\\w.-]{1,80} [\\w./-]{1,60}(?:\\[\\d+\\])?: ?`), // syslog
  /^(?:app|heroku)\[[\w.-]{1,40}\]:(?: |$)/, // Heroku
  /^[\w ./()-]{1,80}\t[\w ./()-]{1,80}\t(?=\ufeff?\d{4}-\d\d-\d\dT)/, // gh run view --log
];

/** One pattern of several, so that a line is looked at once. */
function anyOf(patterns: readonly RegExp[], flags = ''): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), flags);
}

const [DIGIT, BRACKET, SIGN, LETTER] = [anyOf(BY_DIGIT), anyOf(BY_BRACKET, 'i'), anyOf(BY_SIGN), anyOf(BY_LETTER)];

function patternFor(line: string): RegExp {
  const code = line.charCodeAt(0);
  if (code >= 48 && code <= 57) return DIGIT;
  if (code === 32) return NUMBER;
  if (code === 91) return BRACKET;
  return code === 35 || code === 58 || code === 60 ? SIGN : LETTER;
}

// Prefixes stand before prefixes: a service, then a time, then a stream.
const MOST_PREFIXES = 8;

function withoutPrefixes(line: string): string {
  let plain = line;
  for (let round = 0; round < MOST_PREFIXES; round += 1) {
    const found = patternFor(plain).exec(plain);
    if (found === null || found[0] === '') break;
    plain = plain.slice(found[0].length);
  }
  return plain;
}

/** The times, levels, streams and names of services and steps that runners and loggers put before each line. */
export const prefixes: Wrapping = {
  id: 'prefixes',
  title:
    'times, levels, streams, services and steps before each line, as CI systems, containers and loggers print them',
  open: (lined) => mapLines(lined, withoutPrefixes),
};
