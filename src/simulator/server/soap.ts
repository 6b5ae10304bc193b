import { ANSWERS } from '../../salesforce/token-answers.js';
import { judgeApiCall } from '../access.js';
import type { Embedded, Web } from './context.js';
import { sessionAt } from './rest.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

function envelope(body: string, status: number): Response {
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
    { status, headers: { 'content-type': 'text/xml;charset=UTF-8' } },
  );
}

function fault(code: string, message: string): Response {
  const text = `${escape(code)}: ${escape(message)}`;
  return envelope(
    `<soapenv:Fault><faultcode>sf:${escape(code)}</faultcode><faultstring>${text}</faultstring></soapenv:Fault>`,
    500,
  );
}

/** The SOAP API: it checks the session, and knows one call, `getUserInfo`. */
export function soapRoutes(web: Web, embedded: Embedded): void {
  web.post('/services/Soap/*', async (c) => {
    const text = await c.req.text();
    const token = /<(?:\w+:)?sessionId>\s*([^<\s]+)\s*</.exec(text)?.[1];
    const session = sessionAt(embedded, c.env.origin, token);
    const stop = judgeApiCall(embedded.world, session, 'soap', embedded.state, embedded.clock());
    if (stop) return fault(ANSWERS[stop].error, ANSWERS[stop].description);
    if (!session || !/<(?:\w+:)?getUserInfo\b/.test(text)) return fault('INVALID_OPERATION', 'not simulated');
    const { user, org } = session;
    return envelope(
      `<getUserInfoResponse xmlns="urn:partner.soap.sforce.com"><result><userId>${user.id}</userId><userName>${escape(user.username)}</userName><organizationId>${org.id}</organizationId></result></getUserInfoResponse>`,
      200,
    );
  });
}
