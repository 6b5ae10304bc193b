import { describe, expect, it } from '@jest/globals';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { buildTwin } from '../../src/twin/build.js';
import { play } from '../../src/twin/play.js';
import { factsOf } from '../support/world-facts.js';
import { world, worldNames } from '../simulator/support/client.js';
import { standIns } from './support.js';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

/** What the endpoint does here hangs on something that no fact of the login tells. */
const UNDECIDED = new Map([
  ['assertion-replayed', 'an earlier login with the same assertion'],
  ['change-not-propagated', 'a change that the endpoint does not see yet'],
  ['change-not-propagated-assignment', 'a change that the endpoint does not see yet'],
  ['change-not-propagated-scope', 'a change that the endpoint does not see yet'],
  ['login-rate-exceeded', 'logins of the last hour'],
  ['setup-empty', 'there is no app'],
  ['wrong-http-request-no-content-type', 'a header that is not there is not told'],
  ['wrong-login-host-other-certificate', 'the app of another org'],
  ['wrong-username-sandbox-suffix', 'the users of another org'],
]);
const decided = worldNames().filter((name) => !UNDECIDED.has(name));

describe('the twin of a world', () => {
  it.each(decided)('answers as %s does', (name) => {
    const original = world(name);
    const facts = new ScrubbedStore(factsOf(original, NOW));
    const twin = buildTwin(facts, { standIns, now: NOW, behaviour: original.behaviour });
    expect(play(twin.world, NOW)).toEqual(play(original, NOW));
  });
});
