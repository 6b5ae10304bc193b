/** A change that is known to break logins, with the words people use and its audit trail entries. */
interface ChangeRow {
  readonly id: string;
  readonly said: RegExp;
  /** The audit trail actions that record it. */
  readonly audit?: RegExp;
  /** Text that the entry must contain, if one action can record several changes. */
  readonly display?: RegExp;
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
      `\\b${APP} was deleted and (?:created|made)|(?:re-?created|rebuilt|deleted and (?:re)?created) (?:the |our |a |this )?${APP}|new ${APP} (?:was )?created|switched to (?:a|the|our) new ${APP}|\\b${APP} (?:had to be|was|has been) (?:created|made|set up) (?:anew|again)|deleted (?:the |our )?${APP} and (?:created|made) it again`,
      'i',
    ),
    audit: /^insert(?:Connected)?Application$/,
  },
  {
    id: 'app-created',
    said: new RegExp(
      `\\b(?:created|made|set up|registered) (?:the |our |a |this )?(?:new )?${APP}\\b|\\b${APP} is (?:brand |quite )?new\\b`,
      'i',
    ),
    audit: /^insert(?:Connected)?Application$/,
  },
  {
    id: 'app-deleted',
    said: new RegExp(`\\b(?:deleted|removed|uninstalled) (?:the |our |this )?${APP}\\b`, 'i'),
    audit: /^delete(?:Connected)?Application$/,
  },
  {
    id: 'certificate-replaced',
    said: /\b(?:rotated?|renewed|replaced|re-?uploaded|regenerated|new|changed|swapped) (?:the |our |a |its )?(?:\w+ )?(?:certificate|cert|key ?pair|private key|keystore|signing key)\b|\b(?:certificate|cert|key)\b(?: file| store)?[^.\n]{0,30}\b(?:was |has been |got )(?:rotated|renewed|replaced|regenerated|changed)|\b(?:uploaded|installed) (?:a|the) new (?:certificate|cert|key)\b/i,
    audit: /^(?:insert|change)ApplicationCertificate$/,
  },
  {
    id: 'admin-approved',
    said: /\b(?:set|switched|changed|moved)\b[^.\n]{0,60}\b(?:admin[- ]approved|pre-?authori[sz]ed)/i,
    audit: /^changeUserRuntimeAccessPolicy$/,
    display: /\bto\b[^.]{0,20}admin|(?<!to )admin[^.]{0,60}$/i,
  },
  {
    id: 'self-authorize',
    said: /\b(?:set|switched|changed|moved)\b[^.\n]{0,60}\ball users may self-?authori[sz]e/i,
    audit: /^changeUserRuntimeAccessPolicy$/,
    display: /self-?authori[sz]e[^.]{0,10}$/i,
  },
  {
    id: 'assignment-removed',
    said: /\b(?:removed|unassigned|revoked|took away|lost)\b[^.\n]{0,60}\b(?:permission set|profile|assignment)|\b(?:permission set|assignment)\b[^.\n]{0,40}\b(?:(?:was|got|has been) (?:removed|unassigned|revoked)|expired|ran out|had an (?:end|expiry) date)/i,
    audit: /^(?:PermSet(?:Group)?Unassign|SetupEntityAccessAudit_\w+_Disabled\w*)$/,
  },
  {
    id: 'user-renamed',
    said: /\b(?:renamed|changed|updated) (?:the |our |his |her |their )?(?:\w+ )?(?:user ?name|login name)\b|\brenamed (?:the |our )?(?:\w+ )?user\b|\buser ?name (?:was |has been )(?:changed|renamed|updated)|\buser (?:got|has|was given) a new user ?name/i,
    audit: /^changedusername$/i,
  },
  {
    id: 'user-deactivated',
    said: /\b(?:deactivated|disabled) (?:the |our )?(?:\w+ )?user\b|\buser (?:was|has been|got) (?:deactivated|disabled)/i,
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
    said: /\b(?:removed|changed|edited|added|reduced) (?:the |some |its )?(?:\w+ )?(?:oauth )?scopes?\b|\bscopes?\b[^.\n]{0,30}\b(?:were|was|have been|has been) (?:removed|changed|edited|added|reduced|tidied|cleaned)/i,
    audit: /^changeOauthDefaultScope$/,
  },
  {
    id: 'client-upgrade',
    said: /\b(?:upgraded|updated|bumped|after (?:the |an |our )?(?:update|upgrade))\b[^.\n]{0,40}\b(?:cli|sfdx|sf|node(?:\.?js)?|plugin|librar(?:y|ies)|dependenc(?:y|ies)|runner|image|sdk)\b|\b(?:dependency|library|sdk) (?:update|upgrade|bump)\b/i,
  },
  {
    id: 'code-changed',
    said: /\b(?:merged|rewrote|refactored|reworked|rewrite of|refactoring of)\b[^.\n]{0,40}\b(?:code|login|token|auth\w*|module|client|script)\b/i,
  },
  {
    id: 'machine-replaced',
    said: /\b(?:moved|migrated|switched)\b[^.\n]{0,30}\bnew (?:\w+ )?(?:machine|runner|server|host|vm|agent|network|data cent(?:er|re))\b|\breplaced (?:the |our )?(?:\w+ )?(?:vm|machine|runner|server|agent)\b/i,
  },
  {
    id: 'settings-changed',
    said: /\b(?:settings|variables|secrets|configuration|credentials)\b[^.\n]{0,40}\b(?:edited|changed|moved|migrated|updated)|\b(?:moved|edited|changed|migrated|updated) (?:the |our )?(?:\w+ )?(?:settings|variables|secrets|configuration|credentials)\b/i,
  },
  {
    id: 'app-blocked',
    said: /\bblocked\b[^.\n]{0,40}\bapps?\b|\bapps?\b[^.\n]{0,30}\b(?:was|were|got|has been|is) blocked/i,
    audit: /^block(?:Connected)?Application$/,
  },
  {
    id: 'app-disabled',
    said: /\bapp\b[^.\n]{0,20}\b(?:was |to |is |got )disabled\b|\bdisabled (?:the |our )(?:\w+ ){0,2}app\b/i,
  },
  {
    id: 'jwt-flow-off',
    said: /\b(?:untick|uncheck|switch(?:ed)? off|turn(?:ed)? off|disabled|cleared)\w*\b[^.\n]{0,30}\b(?:jwt bearer|digital signatures)/i,
  },
  {
    id: 'token-format-changed',
    said: /\b(?:issue )?(?:json web token|jwt)s?\b[^.\n]{0,20}\baccess tokens?\b[^.\n]{0,60}\b(?:on|enabled|ticked|activated)\b/i,
  },
  {
    id: 'approval-revoked',
    said: /\brevoked?\b[^.\n]{0,40}\b(?:apps?|tokens?|access)\b|\brevoke all\b/i,
  },
  {
    id: 'refresh-policy-changed',
    said: /\brefresh token policy\b[^.\n]{0,60}\b(?:now|changed|expires?|set|says)\b/i,
  },
  {
    id: 'permissions-reduced',
    said: /\b(?:profile|permissions)\b[^.\n]{0,60}\b(?:cut down|reduced|tightened|trimmed|restricted|stripped)/i,
  },
  {
    id: 'login-ranges-changed',
    said: /\b(?:login )?ip (?:ranges?|restrictions?)\b[^.\n]{0,40}\b(?:on|added|set|changed|enabled)\b|\b(?:put|added|set|changed|enabled)\b[^.\n]{0,30}\bip (?:ranges?|restrictions?)/i,
    audit: /IpRange/i,
  },
  {
    id: 'login-hours-changed',
    said: /\blogin hours\b[^.\n]{0,30}\b(?:set|added|changed|put)\b|\b(?:set|added|changed|put)\b[^.\n]{0,20}\blogin hours\b/i,
    audit: /LoginHours/i,
  },
  {
    id: 'session-level-raised',
    said: /\b(?:demands?|requires?|raised|set|changed)\b[^.\n]{0,40}\bhigh[- ]assurance/i,
    audit: /SessionLevel|SessionPolicy/i,
  },
  {
    id: 'api-control-on',
    said: /\bapi access control\b[^.\n]{0,40}\b(?:on|enabled|activated)\b/i,
  },
  {
    id: 'org-locked',
    said: /\borg\b[^.\n]{0,30}\b(?:locked|suspended|deactivated|expired)\b/i,
  },
  {
    id: 'logs-in-often',
    said: /\blogs? in\b[^.\n]{0,20}\b(?:for every|for each|before each|before every|on every)\b/i,
  },
  {
    id: 'assigned',
    said: /\b(?:assigned|added|gave|granted)\b[^.\n]{0,40}\b(?:permission set|profile)\b/i,
    audit: /^PermSet(?:Group)?Assign$/,
  },
  {
    id: 'domain-changed',
    said: /\b(?:my domain|enhanced domains?)\b[^.\n]{0,40}\b(?:changed|renamed|deployed|enabled|activated|switched)|\b(?:changed|renamed|enabled) (?:the |our )?(?:my domain|enhanced domains?)/i,
    audit: /^(?:domainChosen|enhancedDomainChosen|enableAPILoginRequiresOrgDomain)$/,
  },
  {
    id: 'app-edited',
    said: new RegExp(`\\b(?:edited|changed|reconfigured) (?:the |our )(?:settings of the )?${APP}\\b`, 'i'),
  },
  {
    id: 'user-edited',
    said: /\b(?:edited|changed) (?:the |our )(?:integration )?user\b/i,
  },
  {
    id: 'just-made',
    said: /\b(?:just|minutes? ago|a moment ago|moments ago|a few minutes|five minutes|immediately after|right after|straight after)\b[^.\n]{0,60}\b(?:created|saved|assigned|uploaded|installed|changed|edited|added|switched|made|set up)|\b(?:created|saved|assigned|uploaded|installed|changed|edited|added|switched) (?:it |the |our |this )?[^.\n]{0,90}\b(?:just now|minutes? ago|a moment ago|just before|right before)/i,
  },
] as const satisfies readonly ChangeRow[];

/** A change that is known to break logins. */
export type ChangeKind = (typeof ROWS)[number]['id'];

// An instruction has the same words as the past of these verbs: "set", "put".
const INSTRUCTION = /(?:^\W*|[.,;:]\s+|\b(?:then|and|must|should|can|could|please|to|you|let's)\s+)(?:set|put)\b/i;

function saidWithoutThem(said: RegExp, sentence: string): boolean {
  return said.test(sentence.replace(/\b(?:set|put)\b/gi, '…'));
}

/** The changes that a sentence mentions. */
export function changesSaid(sentence: string): ChangeKind[] {
  if (sentence.length > 2000 || /\b(?:not|never|nobody|nothing|isn't|wasn't|hasn't|didn't|no)\b/i.test(sentence))
    return [];
  const isInstruction = INSTRUCTION.test(sentence);
  return ROWS.filter(({ said }) => said.test(sentence) && (!isInstruction || saidWithoutThem(said, sentence))).map(
    ({ id }) => id,
  );
}

/** The changes that an entry of the Setup Audit Trail may record, by its action and its text. */
export function changesOfAudit(action: string, display = ''): ChangeKind[] {
  const rows = (ROWS as readonly ChangeRow[]).filter(({ audit }) => audit?.test(action));
  const told = rows.filter((row) => row.display?.test(display));
  // Where the text says which of several changes it was, the others are out.
  return (told.length > 0 ? told : rows).map(({ id }) => id as ChangeKind);
}

// Words of evidence files for the same changes (docs/facts.md).
const ALIASES: Readonly<Record<string, ChangeKind>> = { 'metadata-deploy': 'deployment' };

/** The kind of change that a word of an evidence file stands for; undefined for one that stands for none. */
export function changeNamed(word: string): ChangeKind | undefined {
  return ALIASES[word] ?? ROWS.find(({ id }) => id === word)?.id;
}
