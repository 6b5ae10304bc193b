import { strFromU8 } from 'fflate';
import { WIRE } from '../wire.js';
import { judgeApiCall, type Session } from '../access.js';
import { saveComponent } from '../metadata/package.js';
import { METADATA_TYPES, metadataRefusal, typesNamed } from '../metadata/types.js';
import { all, escapeXml, flag, one, parseXml, text, texts, toXml, type Fields, type Node } from '../metadata/xml.js';
import type { Viewer } from '../records/viewer.js';
import type { Embedded, Web } from './context.js';
import { deployResult, isDone, type Jobs } from './deployments.js';
import { sessionAt, viewerOf } from './viewing.js';

class SoapFault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const READ_AT_ONCE = 10;

function envelope(body: string, status: number): Response {
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
    { status, headers: { 'content-type': 'text/xml;charset=UTF-8' } },
  );
}

function faultOf({ code, message }: SoapFault): Response {
  return envelope(
    `<soapenv:Fault><faultcode>sf:${escapeXml(code)}</faultcode><faultstring>${escapeXml(`${code}: ${message}`)}</faultstring></soapenv:Fault>`,
    500,
  );
}

function listMetadata(viewer: Viewer, call: Node): string {
  const results = all(call, 'queries').flatMap((query) => {
    const asked = text(query, 'type') ?? '';
    const types = typesNamed(asked);
    if (types.length === 0) throw new SoapFault('INVALID_TYPE', `INVALID_TYPE: Unknown type:${asked}`);
    return types.flatMap((type) => {
      const refusal = type.refuses?.(viewer);
      if (refusal !== undefined) throw new SoapFault('INSUFFICIENT_ACCESS', refusal);
      return type.list(viewer).map(({ fullName, id, changedAt, installed }): Fields => {
        const time = new Date(changedAt).toISOString();
        return {
          createdById: '005000000000000AAA',
          createdByName: 'Admin',
          createdDate: time,
          fileName: `${type.folder}/${fullName}.${type.suffix}`,
          fullName,
          id,
          lastModifiedById: '005000000000000AAA',
          lastModifiedByName: 'Admin',
          lastModifiedDate: time,
          manageableState: installed ? 'installed' : 'unmanaged',
          type: asked,
        };
      });
    });
  });
  return toXml({ result: results }, '');
}

function readMetadata(viewer: Viewer, call: Node): string {
  const asked = text(call, 'type') ?? text(call, 'metadataType') ?? '';
  const [type] = typesNamed(asked);
  if (!type) throw new SoapFault('INVALID_TYPE', `Unknown type:${asked}`);
  const refusal = type.refuses?.(viewer);
  if (refusal !== undefined) throw new SoapFault('INSUFFICIENT_ACCESS', refusal);
  const names = texts(call, 'fullNames');
  if (names.length > READ_AT_ONCE)
    throw new SoapFault('LIMIT_EXCEEDED', `Can't specify more than ${READ_AT_ONCE} fullNames`);
  const records = names.map((fullName) => {
    const fields = type.read(viewer, fullName);
    if (!fields) return '<records xsi:nil="true"/>';
    return `<records xsi:type="${type.name}">${toXml({ fullName, ...fields }, '')}</records>`;
  });
  return `<result>${records.join('')}</result>`;
}

/** Saves existing components (`update`) or new ones (`create`). */
function saveMetadata(viewer: Viewer, call: Node, how: 'update' | 'create'): string {
  return all(call, 'metadata')
    .map((entry) => {
      const fullName = text(entry, 'fullName') ?? '';
      const attribute = text(entry, '@type') ?? '';
      const [type] = typesNamed(attribute.replace(/^.*:/, ''));
      const exists = type?.list(viewer).some((component) => component.fullName === fullName) === true;
      const problem = !type
        ? `Unknown type ${attribute}`
        : exists === (how === 'update')
          ? saveComponent(viewer, type, fullName, entry)
          : exists
            ? `The ${type.name} named ${fullName} exists already`
            : `no ${type.name} named ${fullName} found`;
      return toXml(
        {
          result: {
            ...(problem !== undefined && {
              errors: {
                message: problem,
                statusCode: exists ? 'FIELD_INTEGRITY_EXCEPTION' : 'INVALID_CROSS_REFERENCE_KEY',
              },
            }),
            fullName,
            success: problem === undefined,
          },
        },
        '',
      );
    })
    .join('');
}

function writtenTypes(name: string, call: Node): string[] {
  return all(call, 'metadata').map((entry) => `${name} ${(text(entry, '@type') ?? '').replace(/^.*:/, '')}`);
}

function deleteMetadata(viewer: Viewer, call: Node): string {
  const [type] = typesNamed(text(call, 'type') ?? text(call, 'metadataType') ?? '');
  return texts(call, 'fullNames')
    .map((fullName) => {
      const problem = type?.refuses?.(viewer) ?? type?.remove?.(viewer, fullName);
      const refused = type?.remove ? problem : `The ${type?.name ?? 'type'} cannot be deleted in the embedded org`;
      const errors = { message: refused ?? '', statusCode: 'INVALID_CROSS_REFERENCE_KEY' };
      return toXml(
        { result: { ...(refused !== undefined && { errors }), fullName, success: refused === undefined } },
        '',
      );
    })
    .join('');
}

function describeMetadata(): string {
  const types = new Map(METADATA_TYPES.map((type) => [type.folder === 'settings' ? 'Settings' : type.name, type]));
  const objects = [...types].map(([xmlName, { folder, suffix }]): Fields => ({
    directoryName: folder,
    inFolder: false,
    metaFile: false,
    suffix,
    xmlName,
  }));
  return toXml(
    { result: { metadataObjects: objects, organizationNamespace: '', partialSaveAllowed: true, testRequired: false } },
    '',
  );
}

function checkRetrieveStatus(jobs: Jobs, call: Node, viewer: Viewer): string {
  const retrieval = jobs.pollRetrieval(text(call, 'asyncProcessId') ?? '');
  if (!retrieval) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  const { id, result } = retrieval;
  if (!isDone(retrieval)) return toXml({ result: { done: false, id, status: 'InProgress', success: false } }, '');
  const time = new Date(viewer.now).toISOString();
  return toXml(
    {
      result: {
        done: true,
        fileProperties: result.files.map(({ type, fullName, fileName, id: componentId }) => ({
          createdById: '005000000000000AAA',
          createdByName: 'Admin',
          createdDate: time,
          fileName,
          fullName,
          id: componentId,
          lastModifiedById: '005000000000000AAA',
          lastModifiedByName: 'Admin',
          lastModifiedDate: time,
          manageableState: 'unmanaged',
          type,
        })),
        id,
        messages: result.problems.map((problem) => ({ fileName: 'unpackaged/package.xml', problem })),
        status: 'Succeeded',
        success: true,
        zipFile: Buffer.from(result.zip).toString('base64'),
      },
    },
    '',
  );
}

async function answer(name: string, call: Node, viewer: Viewer, jobs: Jobs, writes: string[]): Promise<string> {
  switch (name) {
    case 'listMetadata':
      return listMetadata(viewer, call);
    case 'readMetadata':
      return readMetadata(viewer, call);
    case 'updateMetadata':
      writes.push(...writtenTypes(name, call));
      return saveMetadata(viewer, call, 'update');
    case 'createMetadata':
      writes.push(...writtenTypes(name, call));
      return saveMetadata(viewer, call, 'create');
    case 'deleteMetadata':
      writes.push(`${name} ${text(call, 'type') ?? ''}`);
      return deleteMetadata(viewer, call);
    case 'describeMetadata':
      return describeMetadata();
    case 'deploy': {
      const zip = Buffer.from((text(call, 'ZipFile') ?? '').replace(/\s+/g, ''), 'base64');
      const checkOnly = flag(one(call, 'DeployOptions'), 'checkOnly') === true;
      const { id } = await jobs.deploy(viewer, zip, checkOnly);
      if (!checkOnly) writes.push('deploy');
      return toXml({ result: { done: false, id, state: 'Queued' } }, '');
    }
    case 'checkDeployStatus': {
      const deployment = jobs.pollDeployment(text(call, 'asyncProcessId') ?? '');
      if (!deployment) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
      return toXml({ result: deployResult(deployment, flag(call, 'includeDetails') === true) as Fields }, '');
    }
    case 'retrieve': {
      const request = one(call, 'request') ?? one(call, 'retrieveRequest');
      const { id } = jobs.retrieve(viewer, one(request, 'unpackaged'));
      return toXml({ result: { done: false, id, state: 'Queued' } }, '');
    }
    case 'checkRetrieveStatus':
      return checkRetrieveStatus(jobs, call, viewer);
    default:
      throw new SoapFault('INVALID_OPERATION', `${name} is not simulated`);
  }
}

function userInfo({ user, org }: Session): string {
  return `<getUserInfoResponse xmlns="urn:partner.soap.sforce.com"><result><userId>${user.id}</userId><userName>${escapeXml(user.username)}</userName><organizationId>${org.id}</organizationId></result></getUserInfoResponse>`;
}

function versionOf(path: string): number {
  return Number(/\/(\d+)(\.\d+)?(\/|$)/.exec(path)?.[1] ?? 0);
}

/** The SOAP API: the Metadata API, and `getUserInfo` of the partner API. */
export function soapRoutes(web: Web, embedded: Embedded, jobs: Jobs): void {
  web.post('/services/Soap/*', async (c) => {
    const envelopeNode = one(await parseXml(strFromU8(new Uint8Array(await c.req.arrayBuffer()))), 'Envelope');
    const token = text(one(envelopeNode, 'Header', 'SessionHeader'), 'sessionId');
    const session = sessionAt(embedded, c.env.origin, token);
    try {
      const stop = judgeApiCall(embedded.world, session, 'soap', embedded.state, embedded.clock());
      if (stop) throw new SoapFault(WIRE[stop].error, WIRE[stop].description);
      const body = one(envelopeNode, 'Body');
      const [name, call] =
        Object.entries(typeof body === 'object' ? body : {}).find(([key]) => !key.startsWith('@')) ?? [];
      if (!session || name === undefined) throw new SoapFault('INVALID_OPERATION', 'not simulated');
      if (name === 'getUserInfo') return envelope(userInfo(session), 200);
      if (!c.req.path.startsWith('/services/Soap/m/')) throw new SoapFault('INVALID_OPERATION', 'not simulated');
      const viewer = viewerOf(embedded, session, versionOf(c.req.path));
      const refusal = metadataRefusal(viewer);
      if (refusal !== undefined) throw new SoapFault('INSUFFICIENT_ACCESS', refusal);
      const content = await answer(name, call as Node, viewer, jobs, embedded.writes);
      return envelope(
        `<${name}Response xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${name}Response>`,
        200,
      );
    } catch (error) {
      if (error instanceof SoapFault) return faultOf(error);
      throw error;
    }
  });
}
