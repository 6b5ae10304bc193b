import type { Client } from '../clients/client.js';
import type { Question } from '../world/play.js';
import type { Scene } from '../world/scene.js';

/** One attempt of a story. */
export interface Attempt extends Question {
  /** Seconds before the last one, as a negative number. */
  readonly seconds: number;
  /** The attempt met another fault, which is cured since: everybody knows this one. */
  readonly scene?: Scene;
}

/** A course of events. One row each; `index.ts` is the list. */
export interface Script {
  readonly id: string;
  /** The scenes in which it can have happened. */
  readonly fits: (scene: Scene, client: Client) => boolean;
  /** The attempts in order; the last one of the login in question fails, unless the story is a control. */
  readonly attempts: readonly Attempt[];
  /** Everything is well in the end. */
  readonly isControl?: true;
  /** Its runs go by roles that only a caption can tell, so people put it together by hand. */
  readonly byHand?: true;
  /** The change is made in the same log, between the last two attempts. */
  readonly showsStep?: true;
  /** Every run sends the assertion of the first one. */
  readonly sendsAgain?: true;
  /** It holds a run of another fault, which is drawn. */
  readonly begins?: 'with-another-fault';
}
