import { Hono } from 'hono';

import { orgOfMyDomain } from '../hosts.js';
import { TOKEN_PATH } from '../../salesforce/grant.js';
import { authorizeRoutes } from './authorize.js';
import { serverDate, type Bindings, type Embedded, type Web } from './context.js';
import { Jobs } from './deployments.js';
import { discoveryRoutes } from './discovery.js';
import { notAvailablePage } from './pages.js';
import { restRoutes } from './rest.js';
import { soapRoutes } from './soap.js';
import { tokenRoutes } from './token.js';

/** All routes of an embedded org. Each request contains its host. */
export function createWeb(embedded: Embedded): Web {
  const web: Web = new Hono<{ Bindings: Bindings }>({ strict: false });
  web.use(async (c, next) => {
    const org = orgOfMyDomain(embedded.world, c.env.origin);
    if (org?.maintenance && c.req.path !== TOKEN_PATH) c.res = await c.html(notAvailablePage(), 200);
    else await next();
    c.res.headers.set('date', serverDate(embedded, c.env.origin));
  });
  tokenRoutes(web, embedded);
  authorizeRoutes(web, embedded);
  discoveryRoutes(web, embedded);
  const jobs = new Jobs();
  restRoutes(web, embedded, jobs);
  soapRoutes(web, embedded, jobs);
  web.get('/', (c) => c.redirect('/login', 302));
  web.get('/favicon.ico', (c) => c.body(null, 204));
  web.notFound((c) => c.html(notAvailablePage(), 404));
  return web;
}
