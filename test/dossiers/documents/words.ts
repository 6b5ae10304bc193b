import { partsOf } from '../world/base.js';
import { stepOf } from '../stories/steps.js';
import type { Pick } from '../clients/client.js';
import type { Document, Looked } from './document.js';

type Sentence = (looked: Looked) => readonly [string, ...string[]] | undefined;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  kind: ({ scene }) => {
    const words = { production: 'production', sandbox: 'a sandbox', developer: 'a Developer Edition org' } as const;
    return [`The org is ${words[scene.base.kind]}.`, `This is ${words[scene.base.kind]}.`];
  },
  app: ({ scene }) =>
    scene.base.app === 'connected-app'
      ? ['It is a connected app.', 'We use a classic connected app.']
      : ['It is an External Client App.', 'The app is one of the new external client apps.'],
  policy: ({ scene }) =>
    scene.base.policy === 'admin-approved'
      ? ['Permitted Users is "Admin approved users are pre-authorized".']
      : ['Permitted Users is "All users may self-authorize".'],
  assigned: (looked) => {
    if (looked.scene.base.policy !== 'admin-approved' || looked.world.orgs[0]!.apps.length === 0) return undefined;
    const { user, org } = partsOf(looked.world);
    const sets = user.permissionSets.filter((name) => !user.expiredPermissionSets.includes(name));
    const [app] = org.apps;
    const carried = { ...app, ...app?.pendingChange?.set }.permissionSets ?? [];
    return sets.some((name) => carried.includes(name))
      ? ['The permission set of the app is assigned to the user.']
      : ['The user does not have the permission set of the app.'];
  },
  user: (looked) => {
    const { user } = partsOf(looked.world);
    if (user.frozen) return ['The user is frozen.'];
    return user.active ? ['The user is active and not frozen.'] : ['The user is not active.'];
  },
};

function said(id: string, sentence: Sentence): Document {
  return {
    id: `said ${id}`,
    kind: 'words',
    tells: sentence,
    print: (sentences: readonly [string, ...string[]], pick: Pick) => ({ name: 'notes.txt', text: pick(...sentences) }),
  };
}

const change: Document = {
  id: 'said change',
  kind: 'words',
  tells: ({ scene }) => (scene.step === undefined ? undefined : stepOf(scene.step).said),
  print: (sentences: readonly [string, ...string[]], pick: Pick) => ({ name: 'notes.txt', text: pick(...sentences) }),
};

const changed: Document = {
  id: 'evidence history.changed',
  kind: 'facts',
  tells: ({ scene }) => (scene.step === undefined ? undefined : stepOf(scene.step).changed),
  print: (value: string) => ({
    name: 'evidence.json',
    text: JSON.stringify({ evidenceVersion: 1, facts: { 'history.changed': [value] } }, null, 2),
  }),
};

/** What people say beside the output. */
export const WORDS: readonly Document[] = [
  ...Object.entries(SENTENCES).map(([id, sentence]) => said(id, sentence)),
  change,
  changed,
];
