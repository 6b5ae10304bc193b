import fc from 'fast-check';
import type { CauseId } from '../../src/causes/index.js';
import { CLIENT_ERRORS } from './beyond/client-errors.js';
import { LAST_WORDS } from './beyond/last-words.js';
import { CLIENTS } from './clients/index.js';
import type { Client, Pick } from './clients/client.js';
import { CONTROL_TEXTS } from './controls/texts.js';
import { DOCUMENTS, type Document } from './documents/index.js';
import type { Dossier, Handed } from './dossier.js';
import { drawNames, dress, fillIn, type Names } from './dress.js';
import { candidates, canHappen, lookedAt, meant, type Evidence } from './observer/candidates.js';
import { shownRun } from './observer/observe.js';
import { stepOf } from './stories/steps.js';
import { SCRIPTS, type Attempt, type Script } from './stories/index.js';
import { WRAPPERS, type Block, type Wrapper } from './wrappers/index.js';
import { NOW, play } from './world/play.js';
import { SCENES, type Scene } from './world/scene.js';

/** Draws from fast-check: one of several, or a number. */
interface Draw {
  readonly pick: Pick;
  readonly number: (below: number) => number;
}

const BY_CAUSE = new Map<CauseId, Scene[]>();
for (const scene of SCENES) BY_CAUSE.set(scene.fault.cause, [...(BY_CAUSE.get(scene.fault.cause) ?? []), scene]);
const CAUSES = [...BY_CAUSE.keys()] as [CauseId, ...CauseId[]];

// How often a course of events is drawn, where it fits.
const WEIGHTS: Readonly<Record<string, number>> = {
  'one-failure': 5,
  'worked-before': 3,
  'another-fault-cured': 2,
  'deployed-in-between': 6,
  'sent-again': 8,
};
const DRAWN_SCRIPTS = SCRIPTS.flatMap((script) => Array.from({ length: WEIGHTS[script.id] ?? 1 }, () => script));

const from = <T>(pick: Pick, items: readonly T[]): T => pick(...(items as readonly [T, ...T[]]));

/** A scene of a cause, mostly one in which Salesforce behaves in the usual way. */
function drawScene({ pick }: Draw): Scene {
  const scenes = BY_CAUSE.get(from(pick, CAUSES))!;
  const usual = scenes.filter(({ behaviour }) => behaviour === undefined);
  return from(pick, pick(true, true, true, true, false) ? usual : scenes);
}

/** The attempts of a script; one that begins with another fault gets one with another answer. */
function attemptsOf(script: Script, scene: Scene, client: Client, { pick }: Draw): readonly Attempt[] | undefined {
  if (script.begins === undefined) return script.attempts;
  const last = JSON.stringify(shownRun(scene, script.attempts.at(-1)!, client));
  const other = from(
    pick,
    SCENES.filter(({ base, behaviour }) => base === scene.base && behaviour === undefined),
  );
  const first = { ...script.attempts[0]!, scene: other };
  const [earlier, shown] = [play(other, first), shownRun(other, first, client)];
  if (earlier.answer === 'token' || shown.works || JSON.stringify(shown) === last) return undefined;
  return [first, ...script.attempts.slice(1)];
}

// Where runs differ in a thing that the output may not show, a person or the steps of a pipeline say which run it is.
const CAPTIONS: Readonly<Record<Attempt['role'], readonly [string, ...string[]]>> = {
  main: ['# the job itself', '# the login that fails', '# in the job, as always'],
  'second-user': ['# as the other user, same app and key', '# with a second user, nothing else changed'],
  laptop: ['# the same on my laptop', '# from my own machine, same settings'],
  'my-domain': ['# with the My Domain', '# at the My Domain of the org, same command'],
  hub: ['# to the Dev Hub', '# the Dev Hub, with its own app and user'],
};

/** The lines before a run that tell which one it is; none where every run is the same login. */
function captionOf({ role }: Attempt, { client, attempts }: Evidence, pick: Pick): readonly string[] {
  const isOneLogin = attempts.every((attempt) => attempt.role === 'main');
  return isOneLogin || client.id === 'words' ? [] : [from(pick, CAPTIONS[role])];
}

/** The text of the runs. */
function printRuns(scene: Scene, evidence: Evidence, wrapper: Wrapper, names: Names, now: number, pick: Pick): string {
  const { client, attempts } = evidence;
  const runs = attempts.map((attempt): Block => {
    const at = now + attempt.seconds * 1000;
    const shown = shownRun(attempt.scene ?? scene, attempt, client);
    const printed = client.print(shown, pick, attempt === attempts.at(-1));
    const { sendsAgain } = evidence.script;
    const { login } = play(attempt.scene ?? scene, sendsAgain ? attempts.at(-1)! : attempt);
    const signedAt = sendsAgain ? now + attempts[0]!.seconds * 1000 : at;
    const caption = captionOf(attempt, evidence, pick);
    return { at, lines: [...caption, ...fillIn(printed, login, names, { at, signedAt })], failed: !shown.works };
  });
  const log = evidence.script.showsStep === true ? stepOf(scene.step ?? '').log : undefined;
  const change: Block[] = log === undefined ? [] : [{ at: now - 300_000, lines: log, failed: false }];
  return dress(wrapper.wrap([...runs.slice(0, -1), ...change, ...runs.slice(-1)], pick), names, now);
}

const BY_HAND: ReadonlySet<string> = new Set(['plain', 'mail-quote', 'markdown', 'indented']);

const TELLS_TIMES = /changedAt|assignedAt|audit-trail/;
// Their output shows when the answer came.
const DATED: ReadonlySet<string> = new Set(['curl-verbose', 'http-transcript', 'har', 'answers-as-facts']);

/** Documents that can be had, of which the ones that narrow the causes down are drawn more often. */
function drawDocuments(scene: Scene, evidence: Evidence, draw: Draw, timed: boolean): Document[] {
  const { pick } = draw;
  const looked = lookedAt(scene, evidence.attempts);
  // That a change was made a minute before the run is told only where the run has a time.
  const isHidden = (document: Document) =>
    !timed && scene.step !== undefined && stepOf(scene.step).isFresh === true && TELLS_TIMES.test(document.id);
  const available = DOCUMENTS.filter((document) => document.tells(looked) !== undefined && !isHidden(document));
  const chosen: Document[] = [];
  const wanted = pick(0, 1, 1, 1, 2, 2, 3);
  while (chosen.length < wanted) {
    const tries = Array.from({ length: pick(1, 4) }, () => from(pick, available));
    const sizes = tries.map((document) =>
      tries.length === 1 ? 0 : candidates(scene, { ...evidence, documents: [...chosen, document] }).size,
    );
    chosen.push(tries[sizes.indexOf(Math.min(...sizes))]!);
  }
  return [...new Set(chosen)];
}

/** The files of documents; what people say becomes one file of notes. */
function printDocuments(
  scene: Scene,
  { attempts, documents }: Evidence,
  names: Names,
  now: number,
  pick: Pick,
): Handed[] {
  const looked = lookedAt(scene, attempts);
  const printed = documents.map((document) => document.print(document.tells(looked) as never, pick));
  const notes = printed.filter(({ name }) => name === 'notes.txt').map(({ text }) => text);
  const others = printed.filter(({ name }) => name !== 'notes.txt');
  const files = [...others, ...(notes.length > 0 ? [{ name: 'notes.txt', text: notes.join(' ') }] : [])];
  return files.map(({ name, text }, index) => ({
    name: dress(files.findIndex((file) => file.name === name) < index ? `${index}-${name}` : name, names, now),
    text: dress(text, names, now),
  }));
}

function noteOf({ base, behaviour, fault, step }: Scene, script: Script): string {
  return [script.id, fault.id, base.kind, base.host, base.app, base.policy, behaviour?.id, step && `step ${step}`]
    .filter((part) => part !== undefined)
    .join(', ');
}

function mainFile(wrapper: Wrapper): string {
  const logs: Readonly<Record<string, string>> = {
    jenkins: 'consoleText.txt',
    'mail-quote': 'mail.txt',
    markdown: 'issue.md',
  };
  return logs[wrapper.id] ?? (wrapper.timed ? 'job.log' : 'output.txt');
}

/** Notes go with the ticket, before or after it, or into a file of their own. */
function handOver(main: Handed, documents: readonly Handed[], client: Client, pick: Pick): Handed[] {
  const notes = documents.find(({ name }) => name === 'notes.txt');
  if (notes === undefined || client.document !== undefined || (client.id !== 'words' && pick(true, false)))
    return pick([main, ...documents], [...documents, main]);
  const text = pick(`${notes.text}\n\n${main.text}`, `${main.text}\n\n${notes.text}`);
  return [{ ...main, text }, ...documents.filter((file) => file !== notes)];
}

/** The runs as one file: a document of the client's own, or its output in a surrounding. */
function printMain(scene: Scene, evidence: Evidence, wrapper: Wrapper, names: Names, now: number, pick: Pick): Handed {
  const { client, attempts } = evidence;
  if (client.document === undefined)
    return { name: mainFile(wrapper), text: printRuns(scene, evidence, wrapper, names, now, pick) };
  const runs = attempts.map((attempt) => ({
    run: shownRun(attempt.scene ?? scene, attempt, client),
    at: now + attempt.seconds * 1000,
  }));
  const { name, text } = client.document(runs);
  const { login } = play(attempts.at(-1)!.scene ?? scene, attempts.at(-1)!);
  const filled = fillIn([text], login, names, { at: now, signedAt: now }).join('\n');
  return { name, text: dress(filled, names, now) };
}

/** A story that was played on the embedded org; undefined where the drawn parts do not fit together. */
function story(draw: Draw): Dossier | undefined {
  const { pick } = draw;
  const scene = drawScene(draw);
  const client = from(pick, CLIENTS);
  const script = from(
    pick,
    DRAWN_SCRIPTS.filter(({ fits }) => fits(scene, client)),
  );
  const attempts = attemptsOf(script, scene, client, draw);
  if (attempts === undefined) return undefined;
  const bare: Evidence = { script, attempts, client, documents: [] };
  if (!canHappen(scene, bare)) return undefined;
  // A document has no room for captions, or for a change between the runs.
  const needsText = script.showsStep || script.sendsAgain || attempts.some(({ role }) => role !== 'main');
  if (client.document !== undefined && needsText) return undefined;
  const byHand = script.byHand === true || client.id === 'words';
  const wrapper = from(pick, byHand ? WRAPPERS.filter(({ id }) => BY_HAND.has(id)) : WRAPPERS);
  const isControl = script.isControl === true;
  const timed = wrapper.timed || DATED.has(client.id);
  const evidence = isControl ? bare : { ...bare, documents: drawDocuments(scene, bare, draw, timed) };
  const now = NOW - draw.number(12) * 7 * 86_400_000 + draw.number(3000) * 1000;
  const names = drawNames(pick, draw.number(1e9), scene.base.kind === 'sandbox');
  const main = printMain(scene, evidence, wrapper, names, now, pick);
  const files = handOver(main, printDocuments(scene, evidence, names, now, pick), client, pick);
  return {
    files,
    truth: isControl ? null : scene.fault.cause,
    candidates: isControl ? new Set() : candidates(scene, evidence),
    failed: !isControl && meant(attempts).faulty,
    family: isControl ? 'control' : 'story',
    script: script.id,
    client: client.id,
    wrapper: client.document === undefined ? wrapper.id : 'document',
    kinds: ['output', ...new Set(evidence.documents.map(({ kind }) => kind))],
    note: `${noteOf(scene, script)}; handed over: ${evidence.documents.map(({ id }) => id).join('; ') || 'the output alone'}`,
  };
}

/** Lines as one run of a log, in a surrounding. */
function wrapped(
  lines: readonly string[],
  { pick, number }: Draw,
  failed: boolean,
): { wrapper: Wrapper; file: Handed } {
  const wrapper = from(pick, WRAPPERS);
  const text = wrapper.wrap([{ at: NOW - number(90) * 86_400_000, lines, failed }], pick);
  return { wrapper, file: { name: mainFile(wrapper), text } };
}

/** An error of the client, the network or the platform. */
function clientError(draw: Draw): Dossier {
  const row = from(draw.pick, CLIENT_ERRORS);
  const { wrapper, file } = wrapped(row.lines, draw, true);
  return {
    files: [file],
    truth: from(draw.pick, row.causes),
    candidates: new Set(row.causes),
    failed: true,
    family: 'client-error',
    script: 'one-failure',
    client: row.client,
    wrapper: wrapper.id,
    kinds: ['output'],
    note: row.id,
  };
}

/** A log that begins with a login that worked and ends with a failure in words that are not catalogued. */
function lastWords(draw: Draw): Dossier {
  const row = from(draw.pick, LAST_WORDS);
  const success = draw.pick(
    ['Successfully authorized devhub@contoso.example.com with org ID 00D8d000004XyZaEAK'],
    ['POST https://login.salesforce.com/services/oauth2/token -> 200, token received'],
    ['{"access_token":"********","instance_url":"https://contoso.my.salesforce.com","token_type":"Bearer"}'],
    [],
  );
  const { wrapper, file } = wrapped([...success, ...row.lines], draw, true);
  return {
    files: [file],
    truth: null,
    candidates: new Set(),
    failed: true,
    family: 'last-words',
    script: success.length > 0 ? 'unknown-words-after-success' : 'unknown-words',
    client: 'unknown',
    wrapper: wrapper.id,
    kinds: ['output'],
    note: row.id,
  };
}

/** A text of another vendor or grant, or without a failure. */
function controlText(draw: Draw): Dossier {
  const row = from(draw.pick, CONTROL_TEXTS);
  const { wrapper, file } = wrapped(row.lines, draw, row.kind !== 'innocent');
  return {
    files: [file],
    truth: null,
    candidates: new Set(),
    failed: false,
    family: 'control',
    script: row.kind,
    client: row.kind,
    wrapper: wrapper.id,
    kinds: ['output'],
    note: row.id,
  };
}

/** Draws until the parts fit together; the same generator goes on, as one that is asked again would draw the same. */
function drawn(make: (draw: Draw) => Dossier | undefined): fc.Arbitrary<Dossier> {
  return fc.gen().map((value) => {
    const number = (below: number) => value(fc.nat, below - 1);
    const draw: Draw = { number, pick: (...items) => items[number(items.length)]! };
    for (;;) {
      const dossier = make(draw);
      if (dossier !== undefined) return dossier;
    }
  });
}

/** Dossiers of every family. Without a bias to small numbers, which would prefer the first rows of every list. */
export const dossiers: fc.Arbitrary<Dossier> = fc.noBias(
  fc.oneof(
    { weight: 16, arbitrary: drawn(story) },
    { weight: 2, arbitrary: drawn(clientError) },
    { weight: 2, arbitrary: drawn(controlText) },
    { weight: 1, arbitrary: drawn(lastWords) },
  ),
);
