import type { SourceFact } from '../../facts/store.js';

const stated = (name: string, value: unknown): SourceFact =>
  ({ name, value, source: '', rank: 'stated' }) as SourceFact;

/** Words that state a fact outright. */
interface Statement {
  readonly words: RegExp;
  readonly fact: (match: RegExpExecArray) => SourceFact | undefined;
}

const ORG = String.raw`(?:(?:the|our|this|my) (?:\w+ ){0,2}(?:org|organization|instance|environment)|it|this)`;
const IS = String.raw`(?: is|['\u2019]s| was)`;
const KIND = String.raw`(?:an? |our |the )?(?:(?:new|fresh|full|partial|developer|dev|uat|qa|staging)[ -](?:copy )?){0,2}(sandbox|scratch org|production|developer edition|developer org|trailhead playground)`;
// After the kind nothing that makes it a kind of something else, such as "a sandbox issue".
const END = String.raw`(?: org\b| orgs?\b|(?=\s*(?:[.,;:)!]|$|and\b|with\b|where\b|which\b|that\b)))`;

const KINDS: Readonly<Record<string, string>> = {
  sandbox: 'sandbox',
  'scratch org': 'scratch',
  production: 'production',
  'developer edition': 'developer',
  'developer org': 'developer',
  'trailhead playground': 'trailhead',
};

const APP = String.raw`(?:the|one of the|an?)(?: new| classic| old| regular| plain)*`;

const yes = (name: string, value: unknown) => () => stated(name, value);

const STATEMENTS: readonly Statement[] = [
  {
    words: new RegExp(`\\b${ORG}${IS} ${KIND}${END}`, 'i'),
    fact: ([, kind]) => stated('org.kind', KINDS[kind!.toLowerCase()]),
  },
  {
    words: new RegExp(`\\b(?:it|this|that|(?:the|our) app)${IS} ${APP} external client apps?\\b`, 'i'),
    fact: yes('app.kind', 'external-client-app'),
  },
  {
    words: /\b(?:we|i) (?:use|are using|am using|created|made) (?:an?|the|our)(?: new)? external client app\b/i,
    fact: yes('app.kind', 'external-client-app'),
  },
  {
    // Many say "connected app" for either kind, so that only these forms tell.
    words: new RegExp(
      `\\b(?:it|this|that|(?:the|our) app)${IS} ${APP} connected app\\b|\\b(?:classic|old-style|legacy) connected app\\b`,
      'i',
    ),
    fact: yes('app.kind', 'connected-app'),
  },
  {
    words: /permitted users (?:is|are|=|was|is set to|are set to) ["“']?all users may self-?authori[sz]e/i,
    fact: yes('app.permittedUsers', 'self-authorize'),
  },
  {
    words: /permitted users (?:is|are|=|was|is set to|are set to) ["“']?admin[- ]approved/i,
    fact: yes('app.permittedUsers', 'admin-approved'),
  },
  {
    words: /\b(?:the|our|this) (?:\w+ )?user is (not |in|de)?activ(?:e|ated)\b/i,
    fact: ([words, not]) =>
      not === undefined && /activated$/i.test(words) ? undefined : stated('user.active', not === undefined),
  },
  {
    words: /\b(?:the|our|this) (?:\w+ )?user is (?:active (?:and|but) )?(not )?frozen\b/i,
    fact: ([, not]) => stated('user.frozen', not === undefined),
  },
  {
    words:
      /\bpermission set (?:of the app|for the app|that carries the app) is (not )?assigned to the (?:\w+ )?user\b/i,
    fact: ([, not]) => stated('user.assigned', not === undefined),
  },
  {
    words:
      /\bthe (?:\w+ )?user (has|does(?: not|n['’]t) have) the permission set (?:of the app|for the app|that carries the app)\b/i,
    fact: ([, has]) => stated('user.assigned', has!.toLowerCase() === 'has'),
  },
  {
    words:
      /\bthe (?:\w+ )?user (has|does(?: not|n['’]t) have|lacks) (?:the )?(?:permission |user permission )?["“']?api enabled\b/i,
    fact: ([, has]) => stated('user.apiEnabled', has!.toLowerCase() === 'has'),
  },
];

// Most lines of a log have none of these words.
const TELLS = /\b(?:is|are|was|has|have|does|doesn|use|using|created|made|classic|legacy)\b|['’]s\b/i;
// A question, a condition or a guess states nothing, nor does a sentence about another org.
const DOUBT =
  /\?\s*$|\b(?:if|whether|unless|should|would|could|might|may be|maybe|perhaps|probably|i think|i guess|not sure|used to|e\.g\.|works?|worked|another|other|different)\b/i;
const LONGEST = 2000;

/** The sentences of a line, with the next line where a mail program wrapped it. */
function sentencesAt(lines: readonly string[], index: number): string[] {
  const line = lines[index]!;
  const isWrapped = /^[^{}<>=;[\]\\|]{40,120}[a-z,]$/i.test(line);
  const whole = isWrapped ? `${line} ${(lines[index + 1] ?? '').slice(0, 120)}` : line;
  return whole.split(/(?<=[.!?])\s+/);
}

/** Facts that sentences of a text state outright. Where two sentences state a fact differently, neither counts. */
export function statedFacts(lines: readonly string[], name: string): SourceFact[] {
  const found: SourceFact[] = [];
  lines.forEach((line, index) => {
    // A sentence has words; most lines of a log are no sentences.
    if (line.length > LONGEST || !/[a-z] [a-z]/i.test(line) || !TELLS.test(line) || /^\s*(?:\/\/|#|\*|at )/.test(line))
      return;
    for (const sentence of sentencesAt(lines, index)) {
      if (DOUBT.test(sentence)) continue;
      for (const { words, fact } of STATEMENTS) {
        const match = words.exec(sentence);
        const told = match === null ? undefined : fact(match);
        if (told !== undefined) found.push({ ...told, source: `${name}, line ${index + 1}` });
      }
    }
  });
  const isSame = (a: SourceFact, b: SourceFact) =>
    JSON.stringify({ ...a, source: '' }) === JSON.stringify({ ...b, source: '' });
  return found.filter(
    (one, index) =>
      found.every((other) => other.name !== one.name || isSame(one, other)) &&
      found.findIndex((other) => isSame(one, other)) === index,
  );
}
