import { child, children, escapeXml, parseMetadata, textOf, type XmlNode } from '../files/metadata/xml.js';
import type { OrgSession } from './session.js';
import { answer, type Limits, type OrgRequest, type OrgResponse } from './transport.js';

/** What a call of the Metadata API is given: texts, or lists of texts and elements. */
export type CallArguments = Readonly<Record<string, string | readonly (string | Readonly<Record<string, string>>)[]>>;

/** The API refuses a request. */
class ApiError extends Error {
  override readonly name = 'ApiError';

  /** The code of the API without a prefix, such as `INVALID_SESSION_ID`; `ERROR_HTTP_404` where the answer has none. */
  constructor(readonly errorCode: string) {
    super(errorCode);
  }
}

const METADATA = 'http://soap.sforce.com/2006/04/metadata';
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The code of a REST error: a list of errors, or one (documented: REST API, "Status Codes and Error Responses"). */
function codeOf({ statusCode, body }: OrgResponse): string {
  const told = parsed(body);
  const { errorCode } = (Array.isArray(told) ? (told[0] ?? {}) : (told ?? {})) as { errorCode?: unknown };
  return typeof errorCode === 'string' && errorCode !== '' ? errorCode : `ERROR_HTTP_${statusCode}`;
}

function toXml(name: string, value: CallArguments[string] | Readonly<Record<string, string>>): string {
  if (Array.isArray(value)) return value.map((one: CallArguments[string]) => toXml(name, one)).join('');
  if (typeof value === 'string') return `<${name}>${escapeXml(value)}</${name}>`;
  const inner = Object.entries(value).map(([inside, text]) => toXml(inside, text as string));
  return `<${name}>${inner.join('')}</${name}>`;
}

/** The REST API and the Metadata API of an org, in one version and through one session. Reads only. */
export class OrgApi {
  constructor(
    readonly version: string,
    private readonly session: OrgSession,
    private readonly limits: Limits,
  ) {}

  /**
   * A resource of the REST API, below `/services/data/vXX.0` or by its whole path. Undefined for an answer that is empty or no
   * JSON. Throws an ApiError where the API refuses, and an UnansweredError where there is no answer.
   */
  async get(path: string): Promise<unknown> {
    const below = path.startsWith('/services/') ? '' : `/services/data/v${this.version}`;
    const headers = { authorization: `Bearer ${this.session.accessToken}` };
    const response = await this.#ask({ method: 'GET', url: `${this.limits.origin}${below}${path}`, headers });
    if (response.statusCode >= 400) throw new ApiError(codeOf(response));
    return parsed(response.body);
  }

  /** The results of a call of the Metadata API. Throws as `get` does. */
  async call(method: string, given: CallArguments): Promise<XmlNode[]> {
    const session = toXml('sessionId', this.session.accessToken);
    const header = `<s:Header><SessionHeader xmlns="${METADATA}">${session}</SessionHeader></s:Header>`;
    const inner = Object.entries(given).map(([name, value]) => toXml(name, value));
    const body = `<s:Body><${method} xmlns="${METADATA}">${inner.join('')}</${method}></s:Body>`;
    const response = await this.#ask({
      method: 'POST',
      url: `${this.limits.origin}/services/Soap/m/${this.version}`,
      headers: { 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml', soapaction: '""' },
      body: `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${ENVELOPE}">${header}${body}</s:Envelope>`,
    });
    const document = await parseMetadata(response.body, { withoutPrefixes: true });
    const answered = child(document?.root, 'Body');
    const fault = child(answered, 'Fault');
    if (fault !== undefined || response.statusCode >= 400)
      throw new ApiError(textOf(fault, 'faultcode')?.replace(/^\w+:/, '') ?? `ERROR_HTTP_${response.statusCode}`);
    return children(child(answered, `${method}Response`), 'result');
  }

  #ask(request: OrgRequest): Promise<OrgResponse> {
    return answer(request, this.limits);
  }
}
