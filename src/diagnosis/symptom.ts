import { latestRefusal } from '../checks/history.js';
import { isIntermittent, isJwtGrant, meantAnswer, readAnswer } from '../facts/answers.js';
import type { FactStore } from '../facts/store.js';
import type { FactName } from '../facts/names.js';
import type { TokenAnswer } from '../facts/vocabulary.js';
import { gatesBefore, type Gate } from '../salesforce/gates.js';
import { TOKEN_PATH } from '../salesforce/grant.js';
import { hostFacts } from '../salesforce/hosts.js';
import { knownClientError, type ClientErrorId } from '../answers/client-errors.js';
import { isAfter } from '../story/happenings.js';
import { vendorOf } from '../answers/vendors.js';
import { SHAPES, type ShapeId } from '../answers/no-oauth.js';
import { matchAnswer } from '../answers/match-answer.js';
import { ANSWER_IDS, answerOf, codesOf, type AnswerId } from '../answers/index.js';
import type { CauseId } from '../causes/index.js';
import {
  causesOfClientError,
  causesOfAnswer,
  causesOfShape,
  causesOfStatus,
  type Explanation,
} from '../causes/explanations.js';

/** The symptom to explain, normalised. */
export interface Symptom {
  /** `token`: the login worked; `answer`, `shape`: the endpoint's refusal; `api`, `authorize`, `history`, `client`: told elsewhere. */
  readonly kind: 'token' | 'answer' | 'shape' | 'api' | 'authorize' | 'history' | 'client';
  readonly fact: FactName;
  readonly answer?: AnswerId;
  readonly shape?: ShapeId;
  readonly error?: string;
  readonly description?: string;
  readonly url?: string;
  readonly audience?: string;
  readonly status?: number;
  /** The gates that this answer proves to be passed. */
  readonly proves: readonly Gate[];
  readonly explanations: readonly Explanation[];
}

/** Evidence that is not about a failing Salesforce JWT login, and what it is about instead. */
export interface OutOfScope {
  readonly what: 'other-vendor' | 'other-flow' | 'no-error';
  /** The flow, the host or the vendor that it is about; empty for what holds no error. */
  readonly detail: string;
}

const PROVED_BY_TOKEN = gatesBefore('use');

function place(answer: TokenAnswer): Pick<Symptom, 'url' | 'audience' | 'status'> {
  const { url, audience, status } = answer;
  return {
    ...(url !== '' && { url }),
    ...(audience !== undefined && { audience }),
    ...(status !== undefined && { status }),
  };
}

/** The answers of the token endpoint that a code without its words may stand for. */
function answersOfCode(code: string | undefined): AnswerId[] {
  const folded = code?.trim().toLowerCase();
  if (folded === undefined) return [];
  return ANSWER_IDS.filter(
    (id) => answerOf(id).about === 'login' && codesOf(id).some((one) => one.toLowerCase() === folded),
  );
}

/** The gates that each of several answers proves to be taken. */
function gatesProvedByAll(ids: readonly AnswerId[]): Gate[] {
  const [first, ...others] = ids.map((id): readonly Gate[] => ['local', ...answerOf(id).proves]);
  return (first ?? []).filter((gate) => others.every((proves) => proves.includes(gate)));
}

/** The causes behind any of several answers: no words are there to name one. */
function causesOfCode(ids: readonly AnswerId[]): Explanation[] {
  const found = new Map<CauseId, Explanation>();
  for (const { named: _named, when: _when, ...one } of ids.flatMap(causesOfAnswer)) {
    const known = found.get(one.cause);
    if (known === undefined || known.weight < one.weight) found.set(one.cause, one);
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight);
}

function fromAnswer(answer: TokenAnswer, intermittent: boolean): Symptom {
  const { token, answer: id, shape } = readAnswer(answer);
  const words = {
    ...(answer.error !== undefined && { error: answer.error }),
    ...(answer.description !== undefined && { description: answer.description }),
  };
  const base = { fact: 'token.answers', ...place(answer), ...words } as const;
  if (token) return { ...base, kind: 'token', proves: PROVED_BY_TOKEN, explanations: [] };
  if (id !== undefined) {
    const { proves } = answerOf(id);
    const explanations = causesOfAnswer(id);
    return { ...base, kind: 'answer', answer: id, proves: ['local', ...proves], explanations };
  }
  const ofCode = answer.description === undefined && !intermittent ? answersOfCode(answer.error) : [];
  if (ofCode.length > 0) {
    const proves = gatesProvedByAll(ofCode);
    return { ...base, kind: 'shape', shape: 'unknown', proves, explanations: causesOfCode(ofCode) };
  }
  const seen = intermittent ? 'intermittent' : (shape ?? 'unknown');
  const { proves } = SHAPES[seen];
  const explanations = causesOfShape(seen);
  return { ...base, kind: 'shape', shape: seen, proves, explanations };
}

// Codes by which the API refuses the token itself.
const AUTH_CODE =
  /^(?:sf:)?(?:INVALID_SESSION_ID|UNAUTHENTICATED|INVALID_AUTH_HEADER|INVALID_JWT_FORMAT|API_\w+DISABLED\w*|REQUEST_LIMIT_EXCEEDED)$/i;

function fromApi(store: FactStore): Symptom | undefined {
  const answers = store.value('api.answers') ?? [];
  const refused =
    answers.findLast(({ errorCode, message }) => matchAnswer(errorCode, message) !== undefined) ??
    answers.findLast(({ errorCode, status }) => status === 401 || status === 403 || AUTH_CODE.test(errorCode ?? ''));
  if (refused === undefined) return undefined;
  const id = matchAnswer(refused.errorCode, refused.message);
  // A call that went through, or one that was refused for its own sake, says nothing against the login.
  const proves = id === undefined ? PROVED_BY_TOKEN : answerOf(id).proves;
  const explanations = id === undefined ? [] : causesOfAnswer(id);
  return {
    kind: 'api',
    fact: 'api.answers',
    ...(id !== undefined && { answer: id }),
    ...(refused.errorCode !== undefined && { error: refused.errorCode }),
    ...(refused.message !== undefined && { description: refused.message }),
    ...(refused.url !== undefined && { url: refused.url }),
    ...(refused.status !== undefined && { status: refused.status }),
    proves,
    explanations,
  };
}

function fromAuthorize(store: FactStore): Symptom | undefined {
  const answer = store.value('authorize.answer');
  if (answer === undefined) return undefined;
  const id = matchAnswer(answer.error, answer.description);
  return {
    kind: 'authorize',
    fact: 'authorize.answer',
    ...(id !== undefined && { answer: id }),
    ...answer,
    proves: [],
    explanations: id === undefined ? [] : causesOfAnswer(id),
  };
}

function fromHistory(store: FactStore): Symptom | undefined {
  const refusal = latestRefusal(store.value('login.history'), store.value('assertion.subject'));
  if (refusal === undefined) return undefined;
  return {
    kind: 'history',
    fact: 'login.history',
    description: refusal.row.status,
    proves: ['local', 'transport', 'form', 'shape'],
    explanations: causesOfStatus(refusal.status.id),
  };
}

/** An answer without words, explained by the status that the Login History shows for the same login. */
function withHistory(symptom: Symptom, { at }: TokenAnswer, store: FactStore): Symptom {
  const isSilent = symptom.kind === 'shape' && symptom.error === undefined && symptom.description === undefined;
  if (!isSilent || (symptom.status ?? 0) >= 500) return symptom;
  const refusal = latestRefusal(store.value('login.history'), store.value('assertion.subject'), at);
  return refusal === undefined ? symptom : { ...symptom, explanations: causesOfStatus(refusal.status.id) };
}

/** The causes of a client's error; a host that everybody uses is spelled right when it cannot be resolved. */
function causesHere(id: ClientErrorId, text: string): readonly Explanation[] {
  const causes = causesOfClientError(id);
  if (id !== 'dns') return causes;
  const isGeneric = /\b(?:login|test)\.salesforce\.com\b/.test(text);
  return isGeneric ? causes.slice(0, 1) : causes.map(({ named: _named, ...one }) => one);
}

function fromClient(store: FactStore): Symptom | undefined {
  const error = store.value('client.error');
  if (error === undefined) return undefined;
  const known = knownClientError(error);
  return {
    kind: 'client',
    fact: 'client.error',
    description: error.text,
    proves: [],
    explanations: known === undefined ? [] : causesHere(known.id, error.text),
  };
}

/** The position of an event in the story. */
function placeOf(store: FactStore, fact: 'api.answers' | 'client.error'): { at?: string; order?: number } {
  return (fact === 'api.answers' ? store.value('api.answers')?.at(-1) : store.value('client.error')) ?? {};
}

/**
 * The symptom: the last failure of the login in question, and a success only where nothing failed after it. Undefined
 * when nothing tells of either.
 */
export function findSymptom(store: FactStore): Symptom | undefined {
  const answers = store.value('token.answers') ?? [];
  const meant = meantAnswer(answers);
  const direct = meant && withHistory(fromAnswer(meant, isIntermittent(answers)), meant, store);
  const api = fromApi(store);
  const client = fromClient(store);
  if (meant === undefined || direct === undefined) return api ?? fromAuthorize(store) ?? fromHistory(store) ?? client;
  const worked = direct.kind === 'token';
  const apiPlace = placeOf(store, 'api.answers');
  // A refusal of the API before the last success is over.
  if (api !== undefined && (worked ? !isAfter(meant, apiPlace) : isAfter(apiPlace, meant))) return api;
  const page = fromAuthorize(store);
  if (page !== undefined && isAfter(store.value('authorize.answer') ?? {}, meant)) return page;
  const isLater = isAfter(placeOf(store, 'client.error'), meant);
  if (client !== undefined && isLater && (worked || client.explanations.length > 0)) return client;
  return direct;
}

// Grant types of other flows that are URNs (RFC 8693, 7522, 8628).
const OTHER_URNS = /^urn:ietf:params:oauth:grant-type:(token-exchange|saml2-bearer|device_code)$/;

// A text that only names the client doesn't report a login.
const ABOUT_CLIENT: ReadonlySet<FactName> = new Set<FactName>(['client.name', 'client.version']);

function isSalesforce(host: ReturnType<typeof hostFacts>): boolean {
  return host !== undefined && host.kind !== 'foreign' && host.kind !== 'loopback';
}

/** Whether the evidence is about something else than a Salesforce JWT login. */
export function findOutOfScope(store: FactStore, symptom: Symptom | undefined): OutOfScope | undefined {
  const url = symptom?.url ?? store.value('request.url');
  const host = url === undefined ? undefined : hostFacts(url);
  const isTokenPath = url?.split('?')[0]?.endsWith(TOKEN_PATH) === true;
  if (host?.kind === 'foreign' && (symptom?.answer === undefined || !isTokenPath))
    return { what: 'other-vendor', detail: host.origin };
  if (symptom === undefined && store.names().every((name) => ABOUT_CLIENT.has(name)))
    return { what: 'no-error', detail: '' };
  const vendor = symptom?.kind === 'shape' && !isSalesforce(host) ? vendorOf(symptom.description ?? '') : undefined;
  if (vendor !== undefined) return { what: 'other-vendor', detail: vendor };
  const grantType = store.value('request.grantType');
  const carriesAssertion =
    store.value('request.parameters')?.includes('assertion') ?? store.value('assertion.algorithm') !== undefined;
  // An assertion of SAML has the same name; only what was decoded is a JWT.
  const otherUrn = OTHER_URNS.exec(grantType ?? '')?.[1];
  if (otherUrn !== undefined && store.value('assertion.algorithm') === undefined)
    return { what: 'other-flow', detail: otherUrn };
  if (grantType !== undefined && !isJwtGrant(grantType) && /^[a-z_]+$/.test(grantType) && !carriesAssertion)
    return { what: 'other-flow', detail: grantType };
  const known = symptom?.answer === undefined ? undefined : answerOf(symptom.answer);
  if (known?.about === 'other-flow' && !(grantType !== undefined && isJwtGrant(grantType)))
    return { what: 'other-flow', detail: known.flow ?? 'another flow' };
  return undefined;
}
