import { stepOf } from './steps.js';
import type { Attempt, Script } from './script.js';
import type { Scene } from '../world/scene.js';

export type { Attempt, Script } from './script.js';

const DAY = 86_400;
const fails = (seconds: number, role: Attempt['role'] = 'main'): Attempt => ({ role, faulty: true, seconds });
const works = (seconds: number): Attempt => ({ role: 'main', faulty: false, seconds });

const always = (): boolean => true;
/** The fault came by a change that was not made just now. */
const cameLater = ({ step }: Scene): boolean => step !== undefined && stepOf(step).isFresh !== true;
const isFresh = ({ step }: Scene): boolean => step !== undefined && stepOf(step).isFresh === true;

/** The courses of events that a dossier can tell. */
export const SCRIPTS: readonly Script[] = [
  { id: 'one-failure', fits: always, attempts: [fails(0)] },
  { id: 'tried-again', fits: always, attempts: [fails(-60), fails(-30), fails(0)] },
  { id: 'worked-before', fits: cameLater, attempts: [works(-2 * DAY), works(-DAY), fails(0)] },
  { id: 'worked-then-failed-twice', fits: cameLater, attempts: [works(-DAY), fails(-900), fails(0)] },
  {
    id: 'deployed-in-between',
    fits: ({ step }) => step !== undefined && stepOf(step).log !== undefined,
    attempts: [works(-600), fails(0)],
    showsStep: true,
  },
  {
    // Nothing else ends a login within seconds, so the assertion that was sent before is all there is.
    id: 'sent-again',
    fits: ({ fault }, { shows }) => fault.cause === 'assertion-replayed' && shows.includes('request'),
    attempts: [works(-20), fails(0)],
    sendsAgain: true,
  },
  { id: 'second-user', fits: always, attempts: [fails(-120, 'second-user'), fails(0)], byHand: true },
  { id: 'second-user-after', fits: always, attempts: [fails(-120), fails(0, 'second-user')], byHand: true },
  { id: 'laptop', fits: always, attempts: [fails(-400, 'laptop'), fails(0)], byHand: true },
  {
    id: 'my-domain',
    fits: ({ base, fault }) => base.host === 'generic' || fault.id.startsWith('wrong-login-host'),
    attempts: [fails(-300, 'my-domain'), fails(0)],
    byHand: true,
  },
  { id: 'hub-first', fits: always, attempts: [fails(-20, 'hub'), fails(0)] },
  { id: 'another-fault-cured', fits: always, attempts: [fails(-DAY), fails(0)], begins: 'with-another-fault' },
  {
    id: 'healed',
    fits: (scene) => cameLater(scene) || isFresh(scene),
    attempts: [fails(-DAY), works(0)],
    isControl: true,
  },
  { id: 'healthy-nights', fits: always, attempts: [works(-2 * DAY), works(-DAY), works(0)], isControl: true },
  { id: 'healthy-once', fits: always, attempts: [works(0)], isControl: true },
];
