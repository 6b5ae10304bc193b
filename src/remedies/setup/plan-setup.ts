import type { FoundApp } from '../../sources/org/identify-app.js';
import { isRefusal, type Draft, type Refusal } from '../draft.js';
import { addApiScope, addScope, storeCertificate, unblock } from '../plans/app.js';
import { assign, ownSet, preauthorize, setNameFor } from '../plans/grant.js';
import { switchToAdminApproved } from '../plans/policy.js';
import { certificateInApp } from './certificate-in-app.js';
import { makeApp } from './new-app.js';

/** The goal of a set-up. */
export interface SetupWishes {
  /** API name of the app that is made where there is none. */
  readonly name: string;
  readonly label: string;
  readonly contactEmail: string;
  readonly consumerKey: string;
  /** SHA-256 of the public key; undefined while there is no key. */
  readonly thumbprint: string | undefined;
  /** A login showed that the app has the certificate of the key, which the org does not show. */
  readonly certificateSeen: boolean;
}

/** Plans the way from nothing to an app that lets the user in: the permission set first, the app last. */
export async function planNewApp(draft: Draft, wishes: SetupWishes): Promise<Refusal | undefined> {
  const user = await draft.user();
  if (isRefusal(user)) return user;
  const set = await ownSet(draft, draft.bench.permissionSet ?? setNameFor(wishes.name));
  if (isRefusal(set)) return set;
  const refusal = await assign(draft, set, user);
  if (refusal) return refusal;
  const certificate = await draft.bench.certificate();
  if (certificate === undefined) return { code: 'no-key' };
  const { name, label, contactEmail, consumerKey } = wishes;
  draft.changes.push(makeApp({ name, label, contactEmail, certificate, consumerKey, set: set.name }));
  draft.effect('client-app-only');
  draft.effect('only-admitted', { set: set.name, user: user.username });
  return undefined;
}

/** Plans what an app that is there lacks: certificate, scopes, grant and policy, each left out where it is right already. */
export async function planExistingApp(
  draft: Draft,
  app: FoundApp,
  wishes: Pick<SetupWishes, 'thumbprint' | 'certificateSeen'>,
): Promise<Refusal | undefined> {
  if (app.origin === 'installed') return { code: 'app-installed' };
  const place = await certificateInApp(draft, app);
  if (isRefusal(place)) return place;
  const isRight = place.thumbprint === undefined ? wishes.certificateSeen : place.thumbprint === wishes.thumbprint;
  const { facts } = draft.bench;
  const isOff = facts.value('app.enabled') === false || facts.value('app.blocked') === true;
  return (
    (isRight ? undefined : await storeCertificate(draft)) ??
    (await addApiScope(draft)) ??
    (await addScope(draft, 'RefreshToken')) ??
    (isOff ? await unblock(draft) : undefined) ??
    (facts.value('app.permittedUsers') === 'admin-approved' ? await admit(draft) : await switchToAdminApproved(draft))
  );
}

/** Permits the user, unless a profile or another permission set already does. Adds effects only for real changes. */
async function admit(draft: Draft): Promise<Refusal | undefined> {
  if (draft.bench.facts.value('user.assigned') === true) return undefined;
  const [changes, effects] = [draft.changes.length, draft.effects.length];
  const refusal = await preauthorize(draft);
  if (draft.changes.length === changes) draft.effects.length = effects;
  return refusal;
}
