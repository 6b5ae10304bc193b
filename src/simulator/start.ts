import { getRequestListener } from '@hono/node-server';
import type { RequestListener } from 'node:http';

import { Faults, type FaultInput } from './fault.js';
import { worldOrigins } from './hosts.js';
import { createTlsMaterial, type TlsMaterial } from './server/certificates.js';
import type { Attempt, Embedded } from './server/context.js';
import { listenPlain, listenProxy } from './server/listeners.js';
import { serveFault } from './server/serve-fault.js';
import { createWeb } from './server/web.js';
import { createState, type LoginHistoryRow } from './state.js';
import type { World } from './world.js';

/** An org, or several, that runs on loopback. */
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
  /** The Login History, of one org or of all. */
  loginHistory(orgId?: string): readonly LoginHistoryRow[];
  close(): Promise<void>;
}

export interface StartOptions {
  readonly host?: '127.0.0.1';
  /** The real time in milliseconds. */
  readonly clock?: () => number;
  readonly faults?: readonly FaultInput[];
}

/** Starts the servers of a world. Nothing leaves loopback. */
export async function startEmbeddedOrg(world: World, options: StartOptions = {}): Promise<EmbeddedOrg> {
  const { host = '127.0.0.1', clock = Date.now } = options;
  const embedded: Embedded = {
    world,
    clock,
    state: createState(clock(), world.usedAssertionIds),
    attempts: [],
    sessions: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    browserSessions: new Map(),
    consents: new Map(),
  };
  const { state, attempts } = embedded;
  const web = createWeb(embedded);
  const faults = new Faults([...(options.faults ?? []), ...world.faults]);
  const loopback: Record<string, string> = {};

  const handlerFor = (origin: string, visible: (realOrigin: string) => string): RequestListener => {
    const listener = getRequestListener((request) => web.fetch(request, { origin, visible }), {
      overrideGlobalObjects: false,
    });
    return (request, response) => {
      // A client that was given a trailing slash asks for //services/…; the real hosts take that.
      request.url = (request.url ?? '/').replace(/^\/{2,}/, '/');
      const fault = faults.hit(origin, request.url.split('?')[0] ?? '');
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
  const tls = (): TlsMaterial => (material ??= createTlsMaterial(origins.map((origin) => new URL(origin).hostname)));
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
    loginHistory: (orgId) => state.history.filter((row) => orgId === undefined || row.orgId === orgId),
    close: async () => {
      await Promise.all([...plain, proxy].map((listener) => listener.close()));
    },
  };
}
