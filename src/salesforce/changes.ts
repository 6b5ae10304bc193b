/** A change that is known to break logins, with the words people use and its audit trail entries. */
interface ChangeRow {
  readonly id: string;
  readonly said: RegExp;
  readonly audit?: RegExp;
}

const APP = '(?:connected |external client )?app(?:lication)?';

// The words come from public reports, the audit trail entries from real orgs (reported).
const ROWS = [
  {
    id: 'sandbox-refresh',
    said: /\b(?:refresh(?:ed|ing)? (?:the |our |a |this )?(?:\w+ )?(?:sandbox|uat|qa|full copy|dev|org)|sandbox (?:was |has been |got |is )?(?:just |newly )?refreshed|sandbox refresh|after (?:a|the|our) refresh)\b/i,
  },
  {
    id: 'app-recreated',
    said: new RegExp(
      `\\b${APP} was deleted and (?:created|made)|(?:re-?created|rebuilt|deleted and (?:re)?created) (?:the |our |a |this )?${APP}|new ${APP} (?:was )?created|switched to (?:a|the|our) new ${APP}`,
      'i',
    ),
    audit: /^(?:insert|delete)(?:Connected)?Application$/,
  },
  {
    id: 'app-deleted',
    said: new RegExp(`\\b(?:deleted|removed|uninstalled) (?:the |our |this )?${APP}\\b`, 'i'),
    audit: /^delete(?:Connected)?Application$/,
  },
  {
    id: 'certificate-replaced',
    said: /\b(?:rotated?|renewed|replaced|re-?uploaded|regenerated|new|changed|swapped) (?:the |our |a |its )?(?:\w+ )?(?:certificate|cert|key ?pair|private key|keystore|signing key)\b|\b(?:certificate|cert|key) (?:was |has been |got )(?:rotated|renewed|replaced|regenerated|changed)/i,
    audit: /^(?:insert|change)ApplicationCertificate$/,
  },
  {
    id: 'admin-approved',
    said: /\b(?:set|switched|changed|moved)\b[^.\n]{0,60}\b(?:admin[- ]approved|pre-?authori[sz]ed)/i,
    audit: /^changeUserRuntimeAccessPolicy$/,
  },
  {
    id: 'self-authorize',
    said: /\b(?:set|switched|changed|moved)\b[^.\n]{0,60}\ball users may self-?authori[sz]e/i,
    audit: /^changeUserRuntimeAccessPolicy$/,
  },
  {
    id: 'assignment-removed',
    said: /\b(?:removed|unassigned|revoked|took away|lost)\b[^.\n]{0,60}\b(?:permission set|profile|assignment)/i,
    audit: /^(?:PermSet(?:Group)?Unassign|SetupEntityAccessAudit_\w+_Disabled\w*)$/,
  },
  {
    id: 'user-renamed',
    said: /\b(?:renamed|changed|updated) (?:the |our |his |her |their )?(?:\w+ )?(?:user ?name|login name)\b|\buser ?name (?:was |has been )(?:changed|renamed|updated)/i,
    audit: /^changedusername$/i,
  },
  {
    id: 'user-deactivated',
    said: /\b(?:deactivated|disabled) (?:the |our )?(?:\w+ )?user\b/i,
    audit: /^deactivateduser$/i,
  },
  {
    id: 'user-frozen',
    said: /\b(?:froze|frozen|locked)\b[^.\n]{0,30}\buser\b|\buser\b[^.\n]{0,30}\b(?:frozen|locked out)/i,
    audit: /^frozeuser$/i,
  },
  {
    id: 'deployment',
    said: /\b(?:deployed|deployment of|after (?:a|the|our|each|every|last) (?:deploy|deployment|release))\b[^.\n]{0,80}/i,
  },
  {
    id: 'scopes-changed',
    said: /\b(?:removed|changed|edited|added|reduced) (?:the |some |its )?(?:\w+ )?(?:oauth )?scopes?\b/i,
    audit: /^changeOauthDefaultScope$/,
  },
  {
    id: 'client-upgrade',
    said: /\b(?:upgraded|updated|after (?:the |an |our )?(?:update|upgrade))\b[^.\n]{0,40}\b(?:cli|sfdx|sf|node(?:\.?js)?|plugin|library|runner|image)\b/i,
  },
  {
    id: 'domain-changed',
    said: /\b(?:my domain|enhanced domains?)\b[^.\n]{0,40}\b(?:changed|renamed|deployed|enabled|activated|switched)|\b(?:changed|renamed|enabled) (?:the |our )?(?:my domain|enhanced domains?)/i,
    audit: /^(?:domainChosen|enhancedDomainChosen|enableAPILoginRequiresOrgDomain)$/,
  },
  {
    id: 'just-made',
    said: /\b(?:just|minutes? ago|a moment ago|moments ago|a few minutes|five minutes|immediately after|right after|straight after)\b[^.\n]{0,60}\b(?:created|saved|assigned|uploaded|installed|changed|made|set up)|\b(?:created|saved|assigned|uploaded|installed|changed) (?:it |the |our |this )?[^.\n]{0,40}\b(?:just now|minutes? ago|a moment ago)/i,
  },
] as const satisfies readonly ChangeRow[];

/** A change that is known to break logins. */
export type ChangeKind = (typeof ROWS)[number]['id'];

/** The changes that a sentence mentions. */
export function changesSaid(sentence: string): ChangeKind[] {
  if (sentence.length > 2000 || /\b(?:not|never|nobody|nothing|isn't|wasn't|hasn't|didn't|no)\b/i.test(sentence))
    return [];
  return ROWS.filter(({ said }) => said.test(sentence)).map(({ id }) => id);
}

/** The changes that an entry of the Setup Audit Trail may record. */
export function changesOfAudit(action: string): ChangeKind[] {
  return (ROWS as readonly ChangeRow[]).filter(({ audit }) => audit?.test(action)).map(({ id }) => id as ChangeKind);
}
