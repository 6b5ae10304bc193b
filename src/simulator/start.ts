import { getRequestListener } from '@hono/node-server';
import type { RequestListener } from 'node:http';

import { Faults, type FaultInput } from './fault.js';
import { administratorOf } from './administrator.js';
import { worldOrigins } from './hosts.js';
import { createTlsMaterial, type TlsMaterial } from './server/certificates.js';
import type { Attempt, Embedded } from './server/context.js';
import { listenPlain, listenProxy } from './server/listeners.js';
import { serveFault } from './server/serve-fault.js';
import { createWeb } from './server/web.js';
import { openSession } from './server/tokens.js';
import { createState, seedHistory, type LoginHistoryRow } from './state.js';
import type { World } from './world.js';

/** One or more running orgs on loopback. */
export interface EmbeddedOrg {
  /** The live world; a test may repair it. */
  readonly world: World;
  /** A CONNECT proxy for the real host names. */
  readonly proxyUrl: string;
  /** The certificate (PEM) that clients of the proxy have to trust. */
  readonly caCertificate: string;
  /** `http://127.0.0.1:PORT` by real origin. */
  readonly loopback: Readonly<Record<string, string>>;
  /** Every request to the token endpoint. */
  readonly attempts: readonly Attempt[];
  /** Every call that wrote to an org, in words such as `POST SetupEntityAccess` or `updateMetadata ConnectedApp`. */
  readonly writes: readonly string[];
  /** Every request to any host, with the times at which it came and was answered. */
  readonly requests: readonly SeenRequest[];
  /**
   * Opens a session, like a login in a browser or with the Salesforce CLI. Without a username it is a session of the
   * administrator of the org that the login is meant for.
   */
  openSession(username?: string): OpenedSession;
  /** The Login History of one org, or of all orgs. */
  loginHistory(orgId?: string): readonly LoginHistoryRow[];
  close(): Promise<void>;
}

/** A session that was opened without a login. */
interface OpenedSession {
  readonly accessToken: string;
  /** The URL to use it at on loopback. */
  readonly instanceUrl: string;
  /** The real URL, for clients of the proxy. */
  readonly myDomain: string;
  readonly username: string;
}

/** A request, in milliseconds since 1970 of the real clock. */
interface SeenRequest {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly startedAt: number;
  endedAt?: number;
}

export interface StartOptions {
  readonly host?: '127.0.0.1';
  /** The real time in milliseconds. */
  readonly clock?: () => number;
  readonly faults?: readonly FaultInput[];
  /** Delay before every answer. */
  readonly latencyMs?: number;
  /** The private key (PEM) of the proxy's certificates; a new one unless given. */
  readonly tlsKey?: string;
}

/** Starts the servers of a world. Nothing leaves loopback. */
export async function startEmbeddedOrg(world: World, options: StartOptions = {}): Promise<EmbeddedOrg> {
  const { host = '127.0.0.1', clock = Date.now, latencyMs = 0 } = options;
  const embedded: Embedded = {
    world,
    clock,
    state: createState(clock(), world.usedAssertionIds),
    attempts: [],
    writes: [],
    sessions: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    browserSessions: new Map(),
    consents: new Map(),
  };
  const { state, attempts } = embedded;
  seedHistory(state, world);
  const requests: SeenRequest[] = [];
  const web = createWeb(embedded);
  const faults = new Faults([...(options.faults ?? []), ...world.faults]);
  const loopback: Record<string, string> = {};

  const handlerFor = (origin: string, visible: (realOrigin: string) => string): RequestListener => {
    const listener = getRequestListener((request) => web.fetch(request, { origin, visible }), {
      overrideGlobalObjects: false,
    });
    return (request, response) => {
      // A client with a trailing slash in its login URL asks for //services/…, which the real hosts accept.
      request.url = (request.url ?? '/').replace(/^\/{2,}/, '/');
      const seen: SeenRequest = {
        method: request.method ?? '',
        origin,
        path: request.url,
        startedAt: Date.now(),
      };
      requests.push(seen);
      response.once('close', () => (seen.endedAt = Date.now()));
      const fault = faults.hit(origin, request.url.split('?')[0] ?? '');
      if (!fault && latencyMs > 0) return void setTimeout(() => void listener(request, response), latencyMs);
      if (!fault) return void listener(request, response);
      attempts.push({ at: new Date(clock()).toISOString(), origin, answer: 'fault' });
      serveFault(fault, request, response);
    };
  };

  const origins = worldOrigins(world);
  const plain = await Promise.all(
    origins.map((origin) =>
      listenPlain(
        handlerFor(origin, (real) => loopback[real] ?? real),
        host,
      ),
    ),
  );
  origins.forEach((origin, index) => {
    const url = plain[index]?.url ?? '';
    loopback[origin] = url;
    state.aliases.set(url, origin);
  });
  let material: TlsMaterial | undefined;
  const tls = (): TlsMaterial =>
    (material ??= createTlsMaterial(
      origins.map((origin) => new URL(origin).hostname),
      options.tlsKey,
    ));
  const proxy = await listenProxy(
    new Map(origins.map((origin) => [origin, handlerFor(origin, (real) => real)])),
    tls,
    host,
  );

  return {
    world,
    proxyUrl: proxy.url,
    get caCertificate() {
      return tls().caCertificate;
    },
    loopback,
    attempts,
    writes: embedded.writes,
    requests,
    openSession: (username = administratorOf(world)) =>
      openSession(embedded, username, (real) => loopback[real] ?? real),
    loginHistory: (orgId) => state.history.filter((row) => orgId === undefined || row.orgId === orgId),
    close: async () => {
      await Promise.all([...plain, proxy].map((listener) => listener.close()));
    },
  };
}
