import type { CheckResult } from '../checks/run.js';
import type { Finding } from '../checks/check.js';
import type { Diagnosis, RuledOut } from '../diagnosis/diagnose.js';
import { storyOf, type Story } from '../story/story.js';
import { contrastWords } from './words/contrasts.js';
import { gatePath } from '../diagnosis/path.js';
import { defined } from '../facts/defined.js';
import type { FactName } from '../facts/names.js';
import type { FactStore } from '../facts/store.js';
import { scrubText } from '../redaction/scrub.js';
import { gateRank } from '../salesforce/gates.js';
import { ANSWERS, type AnswerId } from '../answers/index.js';
import type { Report } from './schema.js';
import { capital, diagnoseCommand, type Remedy } from '../causes/steps.js';
import { causeOf, remedyOf } from '../causes/index.js';
import { findingSentence, hasSentence } from './words/findings.js';
import { NOT_SETTLED } from './words/sections.js';
import { gateName, gateWords } from './words/gates.js';
import { factWords, isInSetup, questionWords } from './words/questions.js';
import { subjectOf, type Invocation } from './words/subject.js';
import { named, type Tool } from './tool.js';
import type { Subject } from '../causes/subject.js';

/** The parts that a report is made from. */
export interface Examined {
  readonly facts: FactStore;
  readonly checks: readonly CheckResult[];
  readonly diagnosis: Diagnosis;
}

type Cause = NonNullable<Report['diagnosis']['cause']>;

function wire(id: AnswerId): { error: string; description: string } {
  const { error, description } = ANSWERS[id];
  return { error, description };
}

function byWords({ because, id, restsOn }: NonNullable<Diagnosis['cause']>, symptom: Diagnosis['symptom']): string {
  if (restsOn === 'change') return 'The login failed after a change that is known to cause this.';
  if (restsOn === 'frequency') return 'In this situation, the other causes of this answer are rare.';
  if (because === 'only-one-left') return 'All other causes of this answer are ruled out.';
  const words = symptom?.description ?? symptom?.error ?? id;
  const who = symptom?.kind === 'history' ? 'Login History' : symptom?.kind === 'client' ? 'client' : 'answer';
  return `The ${who} names this cause: "${words}".`;
}

/** The ways of a remedy by their titles, and all steps in reading order, each with the number of its way. */
function remedyReport({ summary, ways }: Remedy): Cause['remedy'] {
  return {
    summary,
    ways: ways.map(({ title }) => title),
    steps: ways.flatMap(({ steps }, index) => steps.map((step) => ({ ...step, way: index + 1 }))),
  };
}

function causeReport({ cause, symptom }: Diagnosis, subject: Subject): Cause | null {
  if (cause === null) return null;
  const words = causeOf(cause.id);
  const { id, check, side, confidence, because, evidence, basis, unusual } = cause;
  return {
    id,
    check,
    side,
    confidence,
    because,
    title: words.title,
    summary: capital(words.summary(subject)),
    finding:
      because === 'check-failed' && cause.code !== undefined
        ? findingSentence(cause.code, evidence)
        : byWords(cause, symptom),
    evidence: evidence.map(({ fact, value, source }) => ({ fact, value, source })),
    basis,
    unusual,
    remedy: remedyReport(remedyOf(cause.id, subject)),
    docs: `docs/causes/${id}.md`,
  };
}

function ruledOutWhy(removal: RuledOut): string {
  if (removal.by === 'check') return findingSentence(removal.finding.code, removal.finding.evidence);
  if (removal.by === 'client') return `${removal.client} builds the request and the assertion itself.`;
  if (removal.by === 'contrast') return contrastWords(removal.contrast, removal.works);
  if (removal.by === 'answer') {
    // The answer itself proves that the server was reached. Later gates depend on an order that is partly inferred.
    const isKnown = gateRank(removal.gate) <= gateRank('transport');
    return `${gateWords(removal.gate)}${isKnown ? '' : ' (the order is partly inferred)'}.`;
  }
  return {
    host: 'This host does not give this answer for this cause.',
    app: 'This type of app does not give this answer for this cause.',
    policy: 'With this setting of Permitted Users, the cause does not give this answer.',
  }[removal.condition];
}

/** Unknown facts in words, each with the name that `--fact` takes. */
function unknownWords(missing: readonly FactName[]): string {
  return missing.map((fact) => `${factWords(fact)} (${fact})`).join(', ');
}

function alternativeWhy({ code, missing, against }: Diagnosis['alternatives'][number], store: FactStore): string {
  if (against)
    return `The answer names this cause, but a fact contradicts it: ${findingSentence(against.code, against.evidence)}`;
  if (code !== undefined)
    return findingSentence(
      code,
      store.names().flatMap((fact) => {
        const known = store.read(fact);
        return 'value' in known ? [{ fact, value: known.value, source: known.source }] : [];
      }),
    );
  return missing.length === 0 ? 'No known fact rules it out.' : `Not known yet: ${unknownWords(missing)}.`;
}

function describeFinding(finding: Finding): Report['checks'][number]['findings'][number] {
  if (finding.verdict === 'open') {
    const summary = finding.missing.length === 0 ? NOT_SETTLED : `Not known: ${unknownWords(finding.missing)}.`;
    return { verdict: 'open', cause: finding.cause, summary, missing: [...finding.missing] };
  }
  return {
    verdict: finding.verdict,
    ...('cause' in finding && { cause: finding.cause }),
    code: finding.code,
    ...(finding.verdict === 'fail' && { certainty: finding.certainty }),
    summary: findingSentence(finding.code, finding.evidence),
  };
}

/** The title of a check for its status. A warning takes the first sentence of its finding, so it's true by itself. */
function titleFor({ title, failureTitle, status, findings }: CheckResult): string {
  if (status === 'fail') return failureTitle;
  const warned = findings.find(({ verdict }) => verdict === 'warn' || verdict === 'fail');
  if (status !== 'warn' || warned === undefined || !('code' in warned)) return title;
  if (!hasSentence(warned.code)) return failureTitle;
  return findingSentence(warned.code, warned.evidence)
    .split(/(?<=\.)\s+(?=[A-Z])/)[0]!
    .replace(/\.$/, '');
}

function describeCheck(check: CheckResult): Report['checks'][number] {
  const { id, status, findings, reason, provedByAnswer } = check;
  return {
    id,
    title: titleFor(check),
    status,
    provedByAnswer: provedByAnswer === true,
    reason: reason === undefined ? null : scrubText(reason),
    findings: findings.map(describeFinding),
  };
}

const OTHER_FLOWS: Readonly<Record<string, string>> = {
  refresh_token: 'a login with a refresh token',
  'refresh-token': 'a login with a refresh token',
  password: 'a login with user name and password',
  client_credentials: 'the client credentials flow',
  'client-credentials': 'the client credentials flow',
  authorization_code: 'the web server flow in a browser',
  'web-server': 'the web server flow in a browser',
  device: 'the device flow',
  device_code: 'the device flow',
  'saml2-bearer': 'the SAML bearer flow',
  'token-exchange': 'the token exchange flow',
};

function scopeSentence({ what, detail }: NonNullable<Diagnosis['outOfScope']>): string {
  if (what === 'no-error')
    return 'The input contains no error of a Salesforce login: neither an answer of the token endpoint nor an error of a client. If a login failed, the lines around it are missing.';
  if (what === 'other-vendor')
    return /^https?:/.test(detail)
      ? `This answer came from ${detail}, which is not a Salesforce host, so it is not about a Salesforce login.`
      : `This error comes from ${detail}, not from Salesforce, so it is not about a Salesforce login.`;
  return `This is about ${OTHER_FLOWS[detail] ?? `another flow (${detail})`}, not about a JWT bearer login.`;
}

function describeFacts(store: FactStore): Report['facts'] {
  const described: Report['facts'] = {};
  for (const name of store.names()) {
    const fact = store.read(name);
    described[name] =
      'unknown' in fact
        ? defined({ unknown: fact.unknown, source: fact.source, detail: fact.detail })
        : { value: fact.value, ...defined({ source: fact.source, at: fact.at }) };
  }
  return described;
}

/** The command that reads the org, where a question is left that Setup answers. */
function orgCommand({ questions }: Diagnosis, subject: Subject): { orgCommand?: string } {
  return questions.some(({ fact }) => isInSetup(fact)) ? { orgCommand: diagnoseCommand(subject) } : {};
}

function storyReport({ attempts, changes, contrasts }: Story): Report['story'] {
  return {
    attempts: attempts.map((attempt) => ({ ...attempt })),
    changes: changes.map((change) => ({ ...change, kinds: [...change.kinds] })),
    contrasts: contrasts.map((contrast) => ({ ...contrast })),
  };
}

/** The report of an examination: data of the diagnosis, with the sentences that people read. */
export function toReport({ facts, checks, diagnosis }: Examined, tool: Tool, invocation?: Invocation): Report {
  const subject = subjectOf(facts, invocation, tool.command);
  const { symptom } = diagnosis;
  return {
    schemaVersion: 1,
    tool: named(tool),
    verdict: diagnosis.verdict,
    symptom: symptom && {
      kind: symptom.kind,
      shape: symptom.shape ?? null,
      error: symptom.error ?? null,
      description: symptom.description ?? null,
      url: symptom.url ?? null,
      audience: symptom.audience ?? null,
      status: symptom.status ?? null,
    },
    outOfScope: diagnosis.outOfScope && { ...diagnosis.outOfScope, summary: scopeSentence(diagnosis.outOfScope) },
    diagnosis: {
      cause: causeReport(diagnosis, subject),
      alternatives: diagnosis.alternatives.map((alternative) => ({
        id: alternative.id,
        confidence: 'possible',
        title: causeOf(alternative.id).title,
        why: alternativeWhy(alternative, facts),
        basis: alternative.explanation.basis,
      })),
      alsoWrong: diagnosis.alsoWrong.map(({ id, check, certainty, contradicted, code, evidence }) => ({
        id,
        check,
        certainty,
        contradicted,
        summary: findingSentence(code, evidence),
        evidence: evidence.map(({ fact, value, source }) => ({ fact, value, source })),
      })),
      next: diagnosis.next.map(({ id, basis, expect: [first, ...others] }) => ({
        id,
        title: causeOf(id).title,
        expect: first === undefined ? null : wire(first),
        or: others.map(wire),
        basis,
      })),
      mayFollow: diagnosis.mayFollow.map(({ id, basis, expect: [first], missing }) => ({
        id,
        title: causeOf(id).title,
        expect: first === undefined ? null : wire(first),
        basis,
        missing: [...missing],
      })),
      ruledOut: diagnosis.ruledOut.map((removal) => ({ id: removal.cause, why: ruledOutWhy(removal) })),
      questions: diagnosis.questions.map(({ fact, decides }) => {
        const { ask, how, link, command } = questionWords(fact, subject);
        return defined({ fact, why: ask, decides: [...decides], how, link, command });
      }),
      ...orgCommand(diagnosis, subject),
    },
    path: gatePath(checks, diagnosis).map(({ gate, ...step }) => ({ gate, title: gateName(gate), ...step })),
    checks: checks.map(describeCheck),
    facts: describeFacts(facts),
    conflicts: facts
      .conflicts()
      .map(({ fact, values }) => ({ fact, values: values.map(({ value, source }) => ({ value, source })) })),
    story: storyReport(storyOf(facts, symptom)),
  };
}
