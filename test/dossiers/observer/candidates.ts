import type { CauseId } from '../../../src/causes/index.js';
import type { Client } from '../clients/client.js';
import type { Document, Looked } from '../documents/index.js';
import type { Attempt, Script } from '../stories/index.js';
import { withoutNames } from '../world/names.js';
import { play } from '../world/play.js';
import { SCENES, worldAfter, type Scene } from '../world/scene.js';
import { canMake, shownRun } from './observe.js';

/** What a person hands over: runs of a client, and documents beside them. */
export interface Evidence {
  readonly script: Script;
  readonly attempts: readonly Attempt[];
  readonly client: Client;
  readonly documents: readonly Document[];
}

/** The scene as its people can look it up. */
export function lookedAt(scene: Scene, attempts: readonly Attempt[]): Looked {
  return {
    scene,
    world: worldAfter(scene),
    attempts: attempts.map((attempt) => ({ attempt, reply: play(attempt.scene ?? scene, attempt) })),
  };
}

/** The attempt that is to be explained: the last one of the login in question. */
export function meant(attempts: readonly Attempt[]): Attempt {
  return attempts.findLast(({ role }) => role === 'main')!;
}

const shownAs = new Map<string, string>();

function runText(scene: Scene, attempt: Attempt, client: Client): string {
  const { base, behaviour, fault } = scene;
  const { role, faulty } = attempt;
  const key = `${base.kind} ${base.host} ${base.app} ${base.policy} ${behaviour?.id} ${fault.id} ${role} ${faulty} ${client.id}`;
  let text = shownAs.get(key);
  if (text === undefined) shownAs.set(key, (text = JSON.stringify(shownRun(scene, attempt, client))));
  return text;
}

/** Everything that the evidence tells in a scene, as one text without names. */
function toldBy(scene: Scene, { attempts, client, documents }: Evidence): string {
  const runs = attempts.map((attempt) => runText(attempt.scene ?? scene, attempt, client));
  if (documents.length === 0) return withoutNames(runs.join('\n'));
  const looked = lookedAt(scene, attempts);
  const texts = documents.map((document) => JSON.stringify(document.tells(looked)) ?? 'nothing');
  return withoutNames([...runs, ...texts].join('\n'));
}

/** Whether a story can have happened in a scene: what worked worked, and the login in question failed. */
export function canHappen(
  scene: Scene,
  { script, attempts, client }: Pick<Evidence, 'script' | 'attempts' | 'client'>,
): boolean {
  if (!canMake(client, scene) || !script.fits(scene, client)) return false;
  return attempts.every((attempt) => {
    const { works, page } = shownRun(attempt.scene ?? scene, attempt, client);
    if (page === true && client.printsPages !== true) return false;
    return attempt.role !== 'main' || works === !attempt.faulty;
  });
}

const groups = new Map<string, Map<string, Scene[]>>();

/** The scenes in which one run looks the same, by how it looks. */
function scenesBy(attempt: Attempt, client: Client): Map<string, Scene[]> {
  const key = `${client.id} ${attempt.role} ${attempt.faulty}`;
  let group = groups.get(key);
  if (group !== undefined) return group;
  group = new Map();
  for (const scene of SCENES) {
    if (!canMake(client, scene)) continue;
    const text = withoutNames(runText(scene, attempt, client));
    group.set(text, [...(group.get(text) ?? []), scene]);
  }
  groups.set(key, group);
  return group;
}

// A page in place of JSON need not come from the org at all.
const CAUSES_OF_PAGES: readonly CauseId[] = [
  'endpoint-unreachable',
  'platform-fault',
  'wrong-login-host',
  'org-inactive',
];

/** The causes that would give the same evidence: each single fault in each org, asked of the embedded org. */
export function candidates(scene: Scene, evidence: Evidence): ReadonlySet<CauseId> {
  const told = toldBy(scene, evidence);
  const attempt = meant(evidence.attempts);
  const alike = scenesBy(attempt, evidence.client).get(withoutNames(runText(scene, attempt, evidence.client))) ?? [];
  const { page } = shownRun(scene, attempt, evidence.client);
  const causes = new Set<CauseId>(page === true ? CAUSES_OF_PAGES : []);
  for (const other of alike)
    if (!causes.has(other.fault.cause) && canHappen(other, evidence) && toldBy(other, evidence) === told)
      causes.add(other.fault.cause);
  return causes;
}
