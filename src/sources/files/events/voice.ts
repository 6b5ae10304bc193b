import { mentionsIn } from './mentions.js';
import { isSource } from './source-text.js';

/**
 * How a text comes to contain an error: a program printed it or a person reports it (`told`), somebody explains it
 * (`aside`), or it is a part of something else, such as a test, a translation or a changelog (`quoted`).
 */
type Voice = 'told' | 'aside' | 'quoted';

/** Judges the lines of a text. Lines are counted from 0. */
export interface Listener {
  /** How the part of a line between two columns comes to be there. */
  readonly voiceOf: (line: number, from: number, to: number) => Voice;
  /** A line of a changelog, of code or about something that is over. */
  readonly isRetold: (line: number) => boolean;
}

const AROUND = 300;
const WRAPPED = /^[^|{}<>=;[\]\\]{30,120}$/;

/** The sentence around a part of a line. A sentence that a mail program wrapped begins on the line before. */
function sentenceAround(lines: readonly string[], index: number, from: number, to: number) {
  const line = lines[index]!;
  const above = lines[index - 1] ?? '';
  const lead = WRAPPED.test(above) && !/[.!?:。]\s*$/.test(above) && from < 60 ? `${above.slice(-120)} ` : '';
  const before = (lead + line.slice(Math.max(0, from - AROUND), from)).split(/[.!?]\s+(?=\S)|。/).at(-1)!;
  const after = line.slice(to, to + AROUND).split(/[.!?](?:\s|$)|。/)[0]!;
  return { before, after };
}

// Words before an error that make it a condition, an example or a possibility.
const BEFORE =
  /\b(?:if|when(?:ever)?|in case|for example|e\.g\.|such as|instead of|rather not|usually|typically|sometimes|no longer|used to|would|might|may|should(?! be\b)|common(?:ly)?|means?|search(?:ing|ed)? for|how to|how we|explains?|exercise|provoke|retr(?:y|ies) on|what (?:does|is)|why (?:do|does|am|is)|knows? when|(?:clear|better|own) messages? for|you(?:'ll| will| can| could)? (?:get|see|receive)|(?:returns?|answers?|responds?) (?:the|an|with the|with an) error|the error)\b|^\s*(?:q|a|question|answer)\s?:|\b(?:falls|wenn|sollte|erscheint|bedeutet|si|lorsque|signifie|se|quando|cuando|significa)\s|如果|当|意味/i;
// Words after it that explain it.
const AFTER =
  /^[`*]{1,4}\s{0,2}[–—-]\s+[A-Za-z]|^['"’”`*_)\]]{0,4}\s{0,3}(?:->|=>|→|\bmeans\b|:\s+(?!["'{[])[A-Za-z]|,\s+(?:then|dann|alors|entonces|se)\b)|\b(?:(?:is|are|was|were) (?:always |usually |often |only )?(?:returned|shown|caused|given|thrown|printed|reported|about|addressed)|means|indicates?|typically|comes from|happens (?:when|if)|refers to|can be anything|bedeutet|signifie|significa)\b|場合|表示されたら|という(?:エラー|メッセージ)が|という意味|意味着|通常|表示/i;
// The person says that it is over.
const OVER =
  /\bno longer (?:get|see|receive|fails?|failing|shows?|prints?|returns?|occurs?|appears?|there)\b|\b(?:is|are|was) (?:now )?(?:gone|solved|fixed|resolved|history)\b|\bwent away\b|\bused to (?:get|see|receive|fail)\b|\bdisappeared\b|\bhow we (?:fixed|solved)\b|\bno more\b|\bwill be (?:replaced|removed|renamed)\b/i;
const TURN = /\b(?:but|however|now|instead|yet|still)\b/gi;

/** Whether the clause around an error says that it is over; what follows a "but" is another clause. */
function isOver(before: string, after: string): boolean {
  const turn = [...before.matchAll(TURN)].at(-1);
  const clause = turn === undefined ? before : before.slice(turn.index);
  return OVER.test(clause) || OVER.test(after.split(/\b(?:but|however)\b/i)[0]!);
}

const CHANGE =
  /^\s*(?:[-*•+]\s+)?(?:\*{2}[\w./-]+:\*{2}\s|(?:fix|feat|docs?|chore|tests?|refactor|perf|build|ci|style|revert)(?:\([\w ./-]+\))?!?:\s|(?:fix|fixe[sd]|add(?:ed)?|changed?|new|improved?|removed?|docs|bug ?fix(?:es)?|security)\s?[:\]–—-]\s|(?:fixe[sd]|added|improved|removed|bumped)\s)|\((?:GitHub Issue |[Gg][Hh]-|!|\[)?#\d+\)?|\b(?:Issue|PR|MR) [#!]\d+ (?:closed|merged|opened)|^\s*\*?\s?\d+\.\d+\.\d+ [-–—:] /i;
const COMMIT = /^\s*(?:\* )?[0-9a-f]{7,40} (?:\([^)]*\) )?[a-z]\w*/;
const CHANGES =
  /^\s{0,3}(?:#{1,4}\s*)?(?:\[?v?\d+\.\d+(?:\.\d+)?\]?(?:\s*[-–(].{0,40})?|unreleased|fixed|added|changed|deprecated|removed|bug ?fixes|features|release notes.{0,30}|change ?log|what['’]?s new.{0,20})\s*(?::\s*)?$/i;
const ITEM = /^\s*(?:[-*•+]|\d+[.)])\s/;
const HEAD_OF_COMMIT = /^commit [0-9a-f]{7,40}\b/;

/** The nearest heading above a list, or undefined. */
function isBelowChanges(lines: readonly string[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 40); at -= 1) {
    const line = lines[at]!;
    if (line.length < 120 && CHANGES.test(line)) return true;
    if (/^#{1,6}\s/.test(line) || HEAD_OF_COMMIT.test(line)) return false;
  }
  return false;
}

function isChange(lines: readonly string[], index: number): boolean {
  const line = lines[index]!;
  if (CHANGE.test(line) || COMMIT.test(line)) return true;
  if (ITEM.test(line) && isBelowChanges(lines, index)) return true;
  return (
    /^ {4}\S/.test(line) && lines.slice(Math.max(0, index - 12), index).some((above) => HEAD_OF_COMMIT.test(above))
  );
}

const PASSED = /^\s*(?:✓|✔|√|☑|ok \d+|PASS(?:ED)?\b|--- PASS|\[PASS)|<testcase\b[^>]{0,400}\bname=/;
const GHERKIN = /^\s*(?:-\s+)?(?:Given|When|Then|And|But|Scenario|Feature)\b(?=[^:]*$|:)/;
const TRANSLATION =
  /^\s*(?:msgid|msgstr)\b|<(?:trans-unit|source|target|string|data|value|resource)\b[^>]*>[^<]*<?\/?|^\s*#~\s/;
const QUERY =
  /\bindex=\w+|\bsourcetype=|\|\s*(?:stats|where|search|project|summarize|timechart|table)\b|^\s*(?:-\s+)?(?:expr|alert|summary|query|pattern|regex|match)\s?:|^#\s(?:HELP|TYPE)\s|^\w+\{[^}]*\}\s[\d.e+]+$|\b(?:grep|rg|ack|findstr|Select-String)\s/;
const FOUND = /^[\w./\\-]{1,120}\.\w{1,6}:\d+(?::\d+)?:\s*\S/;
const DIFF = /^(?:diff --git|@@ [-+\d, ]+ @@|\+\+\+ |--- [ab]\/)/m;
const CHANGED_LINE = /^[-+ ](?![-+]{2})/;
// Statements around a string in a program or a test.
const STATEMENT =
  /\b(?:expect|assert\w*|toThrow\w*|toBe\w*|toMatch\w*|toEqual|toContain|reply|respond_with|mock\w*|stub\w*|nock|it|test|describe|includes|contains|indexOf|startsWith|equals|matches|send|json)\(\s?["'`{]|\b(?:raise|throw(?: new)?) [\w.]+\(\s?["'`f]|\b(?:case|return) ["'`]|\bassert ["'`\w]|\bif\s?\([^"'`]{0,60}["'`]|\b(?:el)?if ["'`]|[=!]==? ["'`]|\b(?:const|let|var|static|final) [\w :]{1,60}=\s?["'`(]/;
const CONSTANT =
  /^\s*(?:export\s+|public\s+|static\s+|final\s+|const\s+|String\s+)*[A-Z][A-Z0-9_]{2,}\s*(?:[:=(]|=>)\s*\(?["'`]/;
const SET_UP_ABOVE =
  /\b(?:nock|mock\w*|stub\w*|respond_with|WireMock|stubFor|requests_mock|responses\.add|msw|toThrow|expect)\b|\.(?:reply|status)\(\s*[45]\d\d|\bres\.(?:json|send)\b|\bapp\.(?:post|get)\(/;
const EXAMPLE_ABOVE = /\bexamples?["']?\s?:\s*\{?$|\blooks like this:\s*$/i;
const TITLE = /\s[-–·]\s\d+ (?:answers?|replies|comments?|votes?|views)\b/;

/** An error in the text of a program, a test, a diff, a query or a translation. */
function isInCode(lines: readonly string[], index: number, from: number): boolean {
  const line = lines[index]!;
  if (PASSED.test(line) || TRANSLATION.test(line) || QUERY.test(line) || TITLE.test(line)) return true;
  if (GHERKIN.test(line) && /["“'`]/.test(line.slice(0, from + 1))) return true;
  const isQuoted = /["'`]/.test(line.slice(Math.max(0, from - 30), from + 1));
  if (FOUND.test(line) && isQuoted) return true;
  if (isQuoted && (CONSTANT.test(line) || STATEMENT.test(line.slice(0, from + 1)))) return true;
  const above = lines.slice(Math.max(0, index - 5), index);
  return above.some((one) => one.length < 400 && (EXAMPLE_ABOVE.test(one) || (isQuoted && SET_UP_ABOVE.test(one))));
}

// The members by which programs name their errors; other names are those of a catalogue.
const MEMBER =
  /^(?:error|errors?_?(?:code|description|message|msg)?|message|msg|description|detail|details|reason|cause|status|body|text|output|stderr|exception|response|result)$/i;
const KEYED = /^\s*(?:[-*•]\s*)?["'`]?([A-Za-z_][\w.-]{1,80})["'`]?\s*(?:[:=]|=>)\s*\S/;
const LISTED = /^\s*(?:[-*•+]\s|\d+[.)]\s|\*{2}|#{1,6}\s|`|\||\d+\s{2,})/;
const DOC_HEAD =
  /^(?:\s*\||\t+)?[^|\t]*\b(?:error|code|message|meldung|fehler|erreur|mensaje)\b[^|\t]*[|\t].*\b(?:meaning|description|cause|solution|resolution|fix|explanation|remedy|action|what to do|bedeutung|ursache|lösung|signification|solución)\b/i;
const HEADING =
  /\b(?:exit codes|error (?:codes|messages)|(?:known|typical|common|frequent|possible) (?:errors|issues|problems)|troubleshooting|FAQ)\b/i;
const NEAR = 8;
const FRAME = /^\s+(?:at |from |File "|in ).*[:\d)]/;
// A code and its words, as a program prints them.
const CODE_AND_WORDS = /^\s*(?:(?:invalid|unsupported|unauthorized|access)_\w+|[A-Z][A-Z0-9]+_[A-Z0-9_]+): /;

/**
 * A list, a table or a file of messages in which several errors stand side by side, as no run prints them. Beside a frame
 * of a stack a program printed them.
 */
function isInCatalogue(lines: readonly string[], index: number): boolean {
  const line = lines[index]!;
  if (lines.slice(Math.max(0, index - 3), index + 2).some((one) => FRAME.test(one))) return false;
  const key = KEYED.exec(line)?.[1];
  const isKeyed = key !== undefined && !MEMBER.test(key.split('.').at(-1)!);
  const isListed = LISTED.test(line);
  const isTable = /[|\t]/.test(line);
  const isTerm = /^\s{4,}[A-Z]/.test(lines[index + 1] ?? '') && /^\S/.test(line);
  if (!isKeyed && !isListed && !isTable && !isTerm) return false;
  if (isKeyed && !isTerm && CODE_AND_WORDS.test(line)) return false;
  if (isTable && lines.slice(Math.max(0, index - 40), index).some((one) => one.length < 300 && DOC_HEAD.test(one)))
    return true;
  const around = lines.slice(Math.max(0, index - NEAR), index + NEAR + 1);
  const alike = around.filter((one) =>
    isKeyed ? KEYED.test(one) : isListed ? LISTED.test(one) : isTerm ? /^\S/.test(one) : /[|\t]/.test(one),
  );
  const distinct = new Set(alike.flatMap((one) => mentionsIn(one).map(({ id }) => id))).size;
  const heading = lines.slice(Math.max(0, index - NEAR), index).findLast((one) => HEADING.test(one));
  const isNamed = isKeyed && /[._]|[a-z][A-Z]|[A-Z]{3}/.test(key);
  return distinct >= (isNamed || isTerm || heading !== undefined ? 2 : 3);
}

// A person tells of a login that fails: in the first person, with a time, or in the form of an issue.
const REPORTS =
  /(?<!\b(?:do|does|did|would|should|will|can|may|might) )\b(?:I|we)(?:['’](?:m|re|ve)|\s+(?:am|are|have been|have|keep|kept|still|now|just|always|often|only|then|also|sometimes|consistently|suddenly))*\s+(?:get|getting|got|see|seeing|saw|receive|receiving|received|hit|hitting|face|facing|tried|trying|run|ran|followed|call|can['’]?t|cannot|could(?:n['’]t| not))\b|\b(?:my|our)\s+(?:[\w-]+\s+){0,3}(?:jobs?|log-?ins?|pipelines?|builds?|scripts?|integrations?|apps?|servers?|runners?|batch|deployments?|workflows?|client|sandbox|org|call|code|program|connection)\b[^.\n]{0,80}(?:fail|can['’]?t|cannot|stopp|started|broke|doesn['’]t|does not|runs?\b|prints?|says|shows|gets?|returns?)|\bsince (?:this|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|last|about|around|\d|(?:the|our) (?:\w+ )?(?:refresh|deploy\w*|upgrade|update|release|migration|change|move|rotation|weekend|incident|outage|restart))|\bthis morning\b|\b(?:as of|until) (?:today|yesterday)\b|\bevery night\b|\bplease (?:help|advise)|\bany (?:ideas?|help|hints?|clues?|suggestions?)\b|\bwhat am I (?:doing )?(?:wrong|missing)|\b(?:anyone|anybody|someone) (?:seen|know)[^.?\n]{0,40}\bthis\b|\bhow (?:do|can|could) (?:I|we) (?:fix|solve|resolve)\b|\b(?:steps to reproduce|to reproduce|actual (?:result|behaviou?r|output)|expected (?:result|behaviou?r|output)|describe the bug|current behaviou?r)\b|\bon every (?:run|try|attempt|login)\b|\bevery (?:other |tenth |second )?(?:run|try|attempt|login|time)\b|\b(?:seit|wir (?:bekommen|erhalten|sehen|haben)|ich (?:bekomme|erhalte|habe)|unser\w* \w+ (?:schlägt|bricht|geht|kann)|depuis (?:ce|hier|la|le)|nous (?:avons|obtenons|recevons)|notre \w+|pouvez-vous|desde (?:ayer|hoy|esta|el)|nos (?:da|aparece|sale)|nuestr[oa]|desde ontem|estamos)\b|今朝|昨日|昨夜|失敗し|教えて|お願い|今天|昨天|我们|请问/i;
const FAR = 60_000;

const COMMENT = /^\s*(?:\/\/|\/\*|\*(?!\*)|<!--|--\s|#(?!#)\s|;;|rem\s)/i;
const ARTICLE =
  /^\W{0,4}(?:resolution|solution|how to (?:fix|solve|resolve)|remedy|fix|consequences|acceptance criteria|lösung|solución)\W{0,4}$|^#* ?ADR\b|\bthis (?:post|article|guide|tutorial|chapter|video|course|page|section|lesson) (?:explains?|shows?|describes?|covers?|walks)\b|^[^\S\n]*decision: /im;
// A program printed the line: its level, its exception or the body of the answer comes first.
const PRINTED =
  /^\W{0,3}(?:https?:\/\/\S+[?&#]error=|(?:[a-z_]\w*\.)+[A-Z]\w+: |(?:[\w.$-]+[.:\s])?\w*(?:Error|Exception|Failed|Failure|ERROR|FATAL)\b[^\w]|\{\s*\\?["']error|\[?\d{4}-\d\d-\d\d[T ]|error\s*[:=]|invalid_\w+\s*$)/;

// A time or a level before the line, as loggers put it there.
export const LOGGED =
  /^\W{0,3}(?:\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|(?:ERROR|WARN|INFO|FATAL)\b|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:)/;

interface Whole {
  readonly hasReport: boolean;
  readonly isSource: boolean;
  readonly isArticle: boolean;
  readonly isDiff: boolean;
}

function wholeOf(lines: readonly string[]): Whole {
  const text = lines.join('\n').slice(0, FAR);
  const hasReport = REPORTS.test(text);
  return {
    hasReport,
    isSource: isSource(lines),
    isArticle: !hasReport && ARTICLE.test(text),
    isDiff: DIFF.test(text),
  };
}

/**
 * Makes the judge for a text; `raw` are the lines with the times that `lines` have lost. The whole text is
 * judged once, and only when somebody asks for it.
 */
export function listenTo(lines: readonly string[], raw: readonly string[]): Listener {
  let known: Whole | undefined;
  const whole = () => (known ??= wholeOf(lines));
  const isRetold = (index: number) =>
    isChange(lines, index) || whole().isSource || OVER.test(lines[index]!.slice(0, AROUND));
  const voiceOf = (index: number, from: number, to: number): Voice => {
    const line = lines[index]!;
    if (line.length > 4000) return 'told';
    if (isChange(lines, index) || isInCode(lines, index, from)) return 'quoted';
    if (whole().isSource || whole().isArticle || (whole().isDiff && CHANGED_LINE.test(line))) return 'quoted';
    const { before, after } = sentenceAround(lines, index, from, to);
    if (isOver(before, after)) return 'quoted';
    const isTalk =
      isInCatalogue(lines, index) || COMMENT.test(line) || BEFORE.test(before.slice(-AROUND)) || AFTER.test(after);
    if (!isTalk || PRINTED.test(line) || LOGGED.test(raw[index] ?? '')) return 'told';
    return whole().hasReport ? 'aside' : 'quoted';
  };
  return { voiceOf, isRetold };
}
