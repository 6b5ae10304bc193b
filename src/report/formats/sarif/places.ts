import type { Location } from 'sarif';
import { fileLine, type FileLine } from '../../file-line.js';
import { isAnswer } from '../../outline.js';
import type { Report } from '../../schema.js';

type Evidence = readonly { readonly fact: string; readonly source: string }[];

/** A path as a URI reference; relative paths stay relative, to the root of the repository. */
function uriOf(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '')
    .split('/');
  const isDrive = /^[A-Za-z]:$/.test(parts[0] ?? '') && parts.length > 1;
  const encoded = parts.map((part, index) => (isDrive && index === 0 ? part : encodeURIComponent(part))).join('/');
  if (isDrive) return `file:///${encoded}`;
  return encoded.startsWith('/') ? `file://${encoded.replace(/^\/+/, '/')}` : encoded;
}

function physical({ file, line }: FileLine): Location {
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } } };
}

function logical(name: string, kind: string): Location {
  return { logicalLocations: [{ name, fullyQualifiedName: name, kind }] };
}

/** The place of a fact that is not known. */
export function factPlace(fact: string): Location {
  return logical(fact, 'fact');
}

function hostPlace({ symptom }: Report): Location | undefined {
  const url = symptom?.url;
  if (url == null || !URL.canParse(url)) return undefined;
  const { host } = new URL(url);
  return host === '' ? undefined : logical(host, 'host');
}

/** The place of evidence: the first file and line that it names, else a fact, else the host, which answers are about. */
export function placesOf(evidence: Evidence, report: Report): Location[] {
  const files = evidence.flatMap(({ source }) => fileLine(source) ?? []);
  if (files[0]) return [physical(files[0])];
  const fact = evidence.find((one) => !isAnswer(one.fact))?.fact;
  const place = fact === undefined ? hostPlace(report) : factPlace(fact);
  return place === undefined ? evidence.slice(0, 1).map((one) => factPlace(one.fact)) : [place];
}

/** The other files and lines that the evidence names, each with its fact. */
export function relatedPlaces(evidence: Evidence): Location[] {
  const related = evidence.flatMap(({ fact, source }) => {
    const at = fileLine(source);
    return at === undefined ? [] : [{ ...physical(at), message: { text: `${fact} was read here.` } }];
  });
  return related.slice(1).map((location, index) => ({ id: index + 1, ...location }));
}

/** The place of a result without evidence: where the answer was read, or the host that gave it, else the missing answer. */
export function answerPlaces(report: Report): Location[] {
  const told = Object.entries(report.facts).flatMap(([fact, known]) =>
    'value' in known && (isAnswer(fact) || fact === 'client.error') ? [{ fact, source: known.source }] : [],
  );
  const places = placesOf(told, report);
  return places.length > 0 ? places : [factPlace('token.answers')];
}
