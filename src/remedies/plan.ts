import type { Diagnosis } from '../diagnosis/diagnose.js';
import type { Change } from './change.js';
import { Draft, type Bench, type Effect, type Refusal } from './draft.js';
import { isRepairable, type CauseId, type RepairableId } from '../causes/index.js';
import { lackingRights } from './rights.js';
import { addApiScope, addRefreshScope, issueOpaqueTokens, storeCertificate, unblock } from './plans/app.js';
import { preauthorize } from './plans/grant.js';
import { switchToAdminApproved } from './plans/policy.js';
import { allowAddress, dropHighAssurance, widenHours } from './plans/profile.js';
import { activate, enableApi, unfreeze } from './plans/user.js';

/** Adds the changes that cure one cause to a draft, or says why the API cannot cure it. */
type Planner = (draft: Draft) => Promise<Refusal | undefined>;

const wait: Planner = (draft) => {
  draft.effect('nothing-to-write');
  return Promise.resolve(undefined);
};

// The causes that say `repairable`, each with its planner: planners write to an org, which no cause file may.
const PLANNERS: Readonly<Record<RepairableId, Planner>> = {
  'user-inactive': activate,
  'user-frozen': unfreeze,
  'user-not-preauthorized': preauthorize,
  'approval-missing': switchToAdminApproved,
  'approval-without-refresh-token': switchToAdminApproved,
  'approval-lost': switchToAdminApproved,
  'api-access-control': switchToAdminApproved,
  'certificate-missing': storeCertificate,
  'certificate-mismatch': storeCertificate,
  'jwt-flow-disabled': storeCertificate,
  'refresh-scope-missing': addRefreshScope,
  'api-scope-missing': addApiScope,
  'token-format-jwt': issueOpaqueTokens,
  'app-blocked': unblock,
  'ip-restricted': allowAddress,
  'outside-login-hours': widenHours,
  'high-assurance-required': dropHighAssurance,
  'api-not-enabled': enableApi,
  'change-not-propagated': wait,
};

function plannerOf(cause: CauseId): Planner | undefined {
  return isRepairable(cause) ? PLANNERS[cause] : undefined;
}

/** Every call that cures a login, what it means for others, and what stays to be done by hand. */
export interface Plan {
  /** The causes that the changes cure, in the order in which a login meets them. */
  readonly cures: readonly CauseId[];
  readonly changes: readonly Change[];
  readonly effects: readonly Effect[];
  readonly left: readonly (Refusal & { readonly cause: CauseId })[];
}

/** The causes that remain, where one and the same remedy cures each of them: then it need not be known which it is. */
function curedAlike({ alternatives }: Diagnosis): CauseId[] {
  const ids = alternatives.map(({ id }) => id);
  const planners = new Set(ids.map(plannerOf));
  // A single cause that could not be named, or one that a fact speaks against, is no ground to change an org.
  if (ids.length < 2 || alternatives.some(({ against }) => against !== undefined)) return [];
  return planners.size === 1 && !planners.has(undefined) && !planners.has(wait) ? ids : [];
}

/**
 * Plans the remedy of what was diagnosed, the cause first and then what would fail next. Reads the org, writes nothing.
 * A cause after one that cannot be cured is not planned: it could not be verified.
 */
export async function planRemedy(diagnosis: Diagnosis, bench: Bench): Promise<Plan> {
  const { cause, next } = diagnosis;
  const draft = new Draft(bench);
  const alike = cause === null ? curedAlike(diagnosis) : [];
  // While the cause is open, curing what would fail later could not be verified.
  const causes = cause === null ? alike.slice(0, 1) : [...new Set([cause.id, ...next.map(({ id }) => id)])];
  const cures: CauseId[] = [];
  const left: (Refusal & { cause: CauseId })[] = [];
  for (const id of causes) {
    const planner = plannerOf(id);
    const before = { changes: draft.changes.length, effects: draft.effects.length };
    const refusal: Refusal | undefined = planner === undefined ? { code: 'by-hand', detail: id } : await planner(draft);
    if (refusal === undefined) {
      cures.push(id);
      continue;
    }
    // Half a remedy is none.
    draft.changes.length = before.changes;
    draft.effects.length = before.effects;
    left.push({ cause: id, ...refusal });
    break;
  }
  if (alike.length > 0 && cures.length > 0) draft.effect('whichever', { causes: alike.join(', ') });
  const rights = await lackingRights(draft.changes, bench.reading);
  if (rights.length > 0) draft.effect('rights-lacking', { rights: rights.join(', ') });
  return {
    cures: alike.length > 0 && cures.length > 0 ? alike : cures,
    changes: draft.changes,
    effects: draft.effects,
    left,
  };
}
