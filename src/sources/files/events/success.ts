import { LOGGED } from './voice.js';

// The Salesforce CLI alone prints this.
const AUTHORIZED = /Successfully authorized \S+ with org ID \S+/i;
// Words of success that mean something only beside a failure: any service writes them.
const WORDS =
  /^(?!.*\b(?:no|not|without|never|cannot|couldn't|failed|error|could)\b).*\b(?:(?:access[_ ]?)?token|jwt|log ?in|authentication)\b[^\n]{0,24}\b(?:ok|received|obtained|issued|acquired|refreshed|succeeded|successful)\b|(?:^|[:\]] )(?:salesforce|sfdc)\b[^\n]{0,20}: authori[sz]ed\b|\b(?:salesforce|sfdc|restforce|jsforce)\b[^\n]{0,24}\b(?:authenticated|authori[sz]ed|connected(?!\s+app)|logged in)\b|\b(?:connected|logged in) to salesforce\b|\borg info updated in keychain\b|\bworkflow\b[^\n]{0,80}\b(?:succeeded|executed successfully|finished successfully)\b/i;

// What somebody expects, asks, or would like to see.
const EXPECTS =
  /\b(?:expect\w*|should|would|must|want\w*|if|when(?:ever)?|until|how|why|whether|supposed|documentation|docs|for example|e\.g)\b|\?\s*$/i;
// Words that sentences of people have, and the short lines of programs hardly.
const SENTENCE =
  /\b(?:the|an?|my|our|your|his|her|their|this|that|these|those|i(?!,)|i'm|i've|we|we're|you|they|it's|is|are|am|was|were|be|been|being|does|did|has|have|had|will|can|may|might|once|while|since|because|after|before|which|who|please|returns?)\b/i;
// Another kind of login than this one.
const OTHER_WAY = /\b(?:password|interactive|browser|web|sso|saml|idp|client[ _-]credentials)\b/i;
// A line of a program, with the words in a string or a comment.
const CODE =
  /^\s*(?:\/\/|\/\*|\*\s|--\s|(?:const|let|var|return|echo|puts|await|export|if|else)\b|[\w.$]{1,60}\s?\(\s*[frbu]?["'`])|["'`]\s*\)\s*;?\s*$|\/\/\s/;

/** A line without addresses, whose parts are words of no sentence: `ci@web.example.com`, `https://if.my.salesforce.com`. */
function wordsOf(line: string): string {
  return line.slice(0, 2000).replace(/[^\s@/]{0,200}[@/]\S{0,400}/g, ' ');
}

/** True for a line as a program prints it. Beside what a logger put before it, it may be a whole sentence. */
export function isPrinted(line: string, raw: string): boolean {
  const words = wordsOf(line);
  if (EXPECTS.test(words) || OTHER_WAY.test(words) || CODE.test(line)) return false;
  return LOGGED.test(raw) || !SENTENCE.test(words);
}

/**
 * The success that a line tells: `sure` where only a login prints it, `perhaps` where any service writes such words. What
 * people write about logins, what they expect and what their code would print tells of none.
 */
export function successIn(line: string, raw: string): 'sure' | 'perhaps' | undefined {
  if (AUTHORIZED.test(line)) return EXPECTS.test(wordsOf(line)) ? undefined : 'sure';
  return line.length < 2000 && WORDS.test(line) && isPrinted(line, raw) ? 'perhaps' : undefined;
}

const LOGIN_COMMAND = /\b(?:sf|sfdx)\b[^\n]{0,40}\b(?:org[ :]login[ :]|(?:force:)?auth:)([a-z-]+)/i;
const ABOVE = 12;

/** True where the Salesforce CLI was told to log in another way, such as `sf org login web`, by the command above a line. */
export function isOfOtherCommand(lines: readonly string[], index: number): boolean {
  for (let at = index; at >= Math.max(0, index - ABOVE); at -= 1) {
    const way = LOGIN_COMMAND.exec(lines[at]!.slice(0, 500))?.[1];
    if (way !== undefined) return way.toLowerCase() !== 'jwt';
  }
  return false;
}

const HEADING =
  /^\W{0,6}(?:(?:what )?(?:i|we|you|did you)? ?expect(?:ed|ation)?s?(?: to (?:see|happen))?|desired|should be|ideally)(?: (?:result|behaviou?r|output|response|outcome|answer)s?)?\W{0,6}$/i;
const LEADS_TO = /:\s*$/;
const OTHER_HEADING = /^\s{0,3}(?:#{1,6}\s|\*\*|[-=]{3,}\s*$)|\b(?:actual|instead|but)\b/i;
const LONGEST = 15;

/** The lines of what somebody expects to see: below such a heading, or below a sentence that leads to it. */
export function expectedLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [at, line] of lines.entries()) {
    if (line.length > 200) continue;
    const isHeading = HEADING.test(line);
    if (!isHeading && !(LEADS_TO.test(line) && EXPECTS.test(line) && SENTENCE.test(line))) continue;
    let hasText = false;
    for (let index = at + 1; index < Math.min(lines.length, at + LONGEST); index += 1) {
      const next = lines[index]!;
      if (next.trim() === '') {
        if (hasText && !isHeading) break;
        continue;
      }
      if (OTHER_HEADING.test(next)) break;
      hasText = true;
      found.add(index);
    }
  }
  return found;
}
