import { myDomainOrigin } from '../simulator/hosts.js';
import type { App, Login, User } from '../simulator/world.js';
import type { Twin } from './build.js';
import { play, type Played } from './play.js';

/** One user at one app of the twin. */
export interface UserLogin {
  readonly username: string;
  /** The API name of the app. */
  readonly app: string;
  readonly login: Login;
  /** True for the login that the twin was made for. */
  readonly isOwn: boolean;
}

/** A login, and how it ends. */
export interface PlayedLogin extends UserLogin {
  readonly played: Played;
}

function plainLogin({ world, org, keys }: Twin, { username }: User, app: App): Login {
  const key = app.certificate === null ? undefined : keys.privateKeyOf(app.certificate);
  const { approvedByHttpClient } = world.login;
  return {
    approvedByHttpClient,
    username,
    clientId: app.consumerKey,
    key: key ?? world.login.key,
    instanceUrl: myDomainOrigin(org),
    claims: { expiresIn: 180, expiresInUnit: 'seconds', omit: [], extra: {} },
    assertion: { algorithm: 'RS256', encoding: 'base64url', suffix: '' },
    request: { method: 'POST', contentType: 'application/x-www-form-urlencoded', asJson: false, parameters: {} },
  };
}

/** True for a user whom facts tell of, and not the administrator whom only the twin has. */
function isReal({ profile }: User): boolean {
  return profile !== 'Twin Administrator';
}

/**
 * Every login that the twin knows: the one it was made for, as it was sent, and each other user at each app with a
 * certificate, with a right request and the key of the app.
 */
export function loginsOf(twin: Twin): UserLogin[] {
  const { world, org } = twin;
  const own = world.login;
  const ownApp = org.apps.find(({ consumerKey }) => consumerKey === own.clientId);
  const others = org.users.filter(isReal).flatMap((user) =>
    org.apps
      .filter(({ certificate }) => certificate !== null)
      .filter((app) => app !== ownApp || user.username.toLowerCase() !== own.username.toLowerCase())
      .map((app) => ({ username: user.username, app: app.name, login: plainLogin(twin, user, app), isOwn: false })),
  );
  return [{ username: own.username, app: ownApp?.name ?? own.clientId, login: own, isOwn: true }, ...others];
}

/** Plays logins in the world of the twin as it is now. */
export function playAll({ world }: Twin, logins: readonly UserLogin[], now: number): PlayedLogin[] {
  return logins.map((one) => ({ ...one, played: play(world, now, one.login) }));
}
