import type { Pick } from '../clients/client.js';
import type { Reply } from '../world/play.js';
import type { Scene } from '../world/scene.js';
import type { World } from '../../../src/simulator/index.js';
import type { Attempt } from '../stories/script.js';

/** A scene as the people in it can look it up. */
export interface Looked {
  readonly scene: Scene;
  /** The world with its fault, to be read only. */
  readonly world: World;
  readonly attempts: readonly { readonly attempt: Attempt; readonly reply: Reply }[];
}

/** Something that people hand over beside the output. One row or file each; `index.ts` is the list. */
export interface Document {
  readonly id: string;
  /** The kind of evidence, for the figures. */
  readonly kind: 'facts' | 'metadata' | 'login-history' | 'audit-trail' | 'query' | 'words';
  /** All that it tells in a scene, as data with the names of the worlds; undefined where it cannot be had. */
  readonly tells: (looked: Looked) => unknown;
  /** The name of its file, and its text. The text tells what `tells` gave, and nothing else. */
  readonly print: (told: never, pick: Pick) => { readonly name: string; readonly text: string };
}

/** Stands in a text for a time, in seconds after the last attempt. */
export function timeMark(seconds: number): string {
  return `\u00abtime ${seconds}\u00bb`;
}
