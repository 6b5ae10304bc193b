import { fileURLToPath } from 'node:url';
import { readdirSync } from 'node:fs';

import { ANSWERS } from '../../../src/answers/index.js';
import {
  keysIn,
  loadFixtureWorld,
  loginRequest,
  startEmbeddedOrg,
  type EmbeddedOrg,
  type Login,
  type StartOptions,
  type World,
} from '../../../src/simulator/index.js';

export const fixturesDir = fileURLToPath(new URL('../../../fixtures', import.meta.url));
export const testKey = keysIn(`${fixturesDir}/keys`);

/** The names of all world files. */
export function worldNames(): string[] {
  return readdirSync(`${fixturesDir}/orgs`)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace('.yaml', ''))
    .sort();
}

export function world(name: string, change?: (world: World) => void): World {
  const loaded = loadFixtureWorld(name, fixturesDir);
  change?.(loaded);
  return loaded;
}

const running: EmbeddedOrg[] = [];

export async function start(subject: World | string, options?: StartOptions): Promise<EmbeddedOrg> {
  const whole = typeof subject === 'string' ? world(subject) : subject;
  const org = await startEmbeddedOrg(whole, { tlsKey: testKey('ci-2048').privateKey, ...options });
  running.push(org);
  return org;
}

export async function closeAll(): Promise<void> {
  await Promise.all(running.splice(0).map((org) => org.close()));
}

export interface TokenReply {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, string> | undefined;
  /** The name of the answer, `token`, or `no-json`. */
  answer: string;
}

function nameOf(json: Record<string, unknown> | undefined): string {
  if (!json) return 'no-json';
  if ('access_token' in json) return 'token';
  const known = Object.entries(ANSWERS).find(
    ([, answer]) => answer.error === json['error'] && answer.description === json['error_description'],
  );
  return known?.[0] ?? 'unknown';
}

export async function readReply(response: Response): Promise<TokenReply> {
  const text = await response.text();
  let json: Record<string, string> | undefined;
  try {
    json = JSON.parse(text) as Record<string, string>;
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json, answer: nameOf(json) };
}

/** Sends a login to an embedded org over loopback; `unreachable` when its host is not in the world. */
export async function logIn(org: EmbeddedOrg, login: Login = org.world.login, now = Date.now()): Promise<TokenReply> {
  const to = org.loopback[login.instanceUrl];
  if (to === undefined) return { status: 0, headers: new Headers(), text: '', json: undefined, answer: 'unreachable' };
  const request = loginRequest(login, now, to);
  return readReply(
    await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      ...(request.method === 'POST' && { body: request.body }),
    }),
  );
}
