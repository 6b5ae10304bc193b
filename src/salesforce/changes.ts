/** A change that is known to break logins, with the words people use and its audit trail entries. */
interface ChangeRow {
  readonly id: string;
  /** What it is about, in small letters: a sentence without any of these isn't looked at, which saves its patterns. */
  readonly about: readonly string[];
  /** Words by which people tell of it. */
  readonly said: RegExp;
  /** Further ones: a sentence in which something was done to something, in the active or the passive. */
  readonly done?: Deed;
  /** The audit trail actions that record it. */
  readonly audit?: RegExp;
  /** Text that the entry must contain, if one action can record several changes. */
  readonly display?: RegExp;
}

const APP = '(?:connected |external client )?app(?:lication)?';

/** Something that was done to something. */
interface Deed {
  readonly participles: RegExp;
  readonly objects: RegExp;
}

const done = (participles: string, objects: string): Deed => ({
  participles: new RegExp(`\\b(?:${participles})\\b`, 'gi'),
  objects: new RegExp(`\\b(?:${objects})\\b`, 'gi'),
});

// What stands between an object and its participle: "the app <that we use was just> removed".
const PASSIVE =
  /^([^.\n]*?)\b(?:was|were|got|gets|has been|have been|had been|is|are|had to be)(?: just| newly| recently| \w+ly)? $/i;
const REACH = 60;

/**
 * Tells whether a sentence says that something was done: a participle and its object at most 60 characters apart, in the
 * active ("somebody removed the app") or in the passive ("the app was removed"). One pattern of both would take a
 * millisecond to compile, and there are many.
 */
function isDone({ participles, objects }: Deed, sentence: string): boolean {
  const things = [...sentence.matchAll(objects)];
  if (things.length === 0) return false;
  return [...sentence.matchAll(participles)].some(({ index: verb, 0: { length } }) =>
    things.some(({ index: thing, 0: words }) => {
      if (thing > verb) return isNear(sentence.slice(verb + length, thing));
      const gap = PASSIVE.exec(sentence.slice(thing + words.length, verb))?.[1];
      return gap !== undefined && isNear(gap);
    }),
  );
}

const isNear = (gap: string): boolean => gap.length <= REACH && !/[.\n]/.test(gap);

// The words come from public reports, the audit trail entries from real orgs (reported).
const ROWS = [
  {
    id: 'sandbox-refresh',
    about: ['refresh', 'sandbox', 'uat', 'qa'],
    said: /\b(?:refresh(?:ed|ing)? (?:the |our |a |this )?(?:\w+ )?(?:sandbox|uat|qa|full copy|dev|org)|sandbox (?:was |has been |got |is )?(?:just |newly )?refreshed|sandbox refresh|after (?:a|the|our) refresh)\b/i,
    done: done('refreshed|recreated|cloned anew|a refresh of', '(?:sandbox|sandboxes|uat|qa)'),
  },
  {
    id: 'app-recreated',
    about: ['app'],
    said: new RegExp(
      `\\b${APP} was deleted and (?:created|made)|(?:re-?created|rebuilt|deleted and (?:re)?created) (?:the |our |a |this )?${APP}|new ${APP} (?:was )?created|switched to (?:a|the|our) new ${APP}|\\b${APP} (?:had to be|was|has been) (?:created|made|set up) (?:anew|again)|deleted (?:the |our )?${APP} and (?:created|made) it again`,
      'i',
    ),
    done: done('rebuilt|recreated|re-created|created again|migrated from|replaced', APP),
    audit: /^insert(?:Connected)?Application$/,
  },
  {
    id: 'app-created',
    about: ['app'],
    said: new RegExp(
      `\\b(?:created|made|set up|registered) (?:the |our |a |this )?(?:new )?${APP}\\b|\\b${APP} is (?:brand |quite )?new\\b`,
      'i',
    ),
    done: done('created|registered', `(?:new |a |the |our )${APP}`),
    audit: /^insert(?:Connected)?Application$/,
  },
  {
    id: 'app-deleted',
    about: ['app'],
    said: new RegExp(`\\b(?:deleted|removed|uninstalled) (?:the |our |this )?${APP}\\b`, 'i'),
    done: done('deleted|removed|uninstalled', `(?:the |our |a )${APP}|package with the app`),
    audit: /^delete(?:Connected)?Application$/,
  },
  {
    id: 'certificate-replaced',
    about: ['cert', 'key'],
    said: /\b(?:rotated?|renewed|replaced|re-?uploaded|regenerated|new|changed|swapped) (?:the |our |a |its )?(?:\w+ )?(?:certificate|cert|key ?pair|private key|keystore|signing key)\b|\b(?:certificate|cert|key)\b(?: file| store)?[^.\n]{0,30}\b(?:was |has been |got )(?:rotated|renewed|replaced|regenerated|changed)|\b(?:uploaded|installed) (?:a|the) new (?:certificate|cert|key)\b/i,
    done: done(
      'rotated|renewed|replaced|regenerated|re-uploaded|reissued',
      '(?:certificates?|certs?|key ?pairs?|private keys?|keystores?)',
    ),
    audit: /^(?:insert|change)ApplicationCertificate$/,
  },
  {
    id: 'admin-approved',
    about: ['approved', 'authori'],
    said: /\b(?:set|switched|changed|moved)\b[^.\n]{0,60}\b(?:admin[- ]approved|pre-?authori[sz]ed)/i,
    audit: /^changeUserRuntimeAccessPolicy$/,
    display: /\bto\b[^.]{0,20}admin|(?<!to )admin[^.]{0,60}$/i,
  },
  {
    id: 'self-authorize',
    about: ['authori'],
    said: /\b(?:set|switched|changed|moved)\b[^.\n]{0,60}\ball users may self-?authori[sz]e/i,
    audit: /^changeUserRuntimeAccessPolicy$/,
    display: /self-?authori[sz]e[^.]{0,10}$/i,
  },
  {
    id: 'assignment-removed',
    about: ['permission set', 'profile', 'assignment'],
    said: /\b(?:removed|unassigned|revoked|took away|lost)\b[^.\n]{0,60}\b(?:permission set|profile|assignment)|\b(?:permission set|assignment)\b[^.\n]{0,40}\b(?:(?:was|got|has been) (?:removed|unassigned|revoked)|expired|ran out|had an (?:end|expiry) date)/i,
    done: done('removed|taken out|took|unassigned|deleted', '(?:permission sets?|profiles?|assignments?)(?! of)'),
    audit: /^(?:PermSet(?:Group)?Unassign|SetupEntityAccessAudit_\w+_Disabled\w*)$/,
  },
  {
    id: 'user-renamed',
    about: ['user', 'login name'],
    said: /\b(?:renamed|changed|updated) (?:the |our |his |her |their )?(?:\w+ )?(?:user ?name|login name)\b|\brenamed (?:the |our )?(?:\w+ )?user\b|\buser ?name (?:was |has been )(?:changed|renamed|updated)|\buser (?:got|has|was given) a new user ?name/i,
    done: done('renamed|changed|updated', '(?:usernames?|user names?|login names?)'),
    audit: /^changedusername$/i,
  },
  {
    id: 'user-deactivated',
    about: ['user', 'account'],
    said: /\b(?:deactivated|disabled) (?:the |our )?(?:\w+ )?user\b|\buser (?:was|has been|got) (?:deactivated|disabled)/i,
    done: done('deactivated|disabled', '(?:users?|accounts?)(?: of)?'),
    audit: /^deactivateduser$/i,
  },
  {
    id: 'user-frozen',
    about: ['user'],
    said: /\b(?:froze|frozen|locked)\b[^.\n]{0,30}\buser\b|\buser\b[^.\n]{0,30}\b(?:frozen|locked out)/i,
    audit: /^frozeuser$/i,
  },
  {
    id: 'deployment',
    about: ['deploy', 'release', 'app', 'metadata', 'change set', 'package'],
    said: /\b(?:deployed|deployment of|after (?:a|the|our|each|every|last) (?:deploy|deployment|release))\b[^.\n]{0,80}/i,
    done: done(
      'deployed|overwritten|overwrote|retrieved and deployed|part of',
      '(?:app settings|settings of the app|deployments?|metadata|connected apps?|external client apps?|change sets?|packages?)',
    ),
  },
  {
    id: 'scopes-changed',
    about: ['scope'],
    said: /\b(?:removed|changed|edited|added|reduced) (?:the |some |its )?(?:\w+ )?(?:oauth )?scopes?\b|\bscopes?\b[^.\n]{0,30}\b(?:were|was|have been|has been) (?:removed|changed|edited|added|reduced|tidied|cleaned)/i,
    audit: /^changeOauthDefaultScope$/,
  },
  {
    id: 'client-upgrade',
    about: ['cli', 'sf', 'node', 'plugin', 'librar', 'dependenc', 'runner', 'image', 'sdk', 'force', 'npm'],
    said: /\b(?:upgraded|updated|bumped|after (?:the |an |our )?(?:update|upgrade))\b[^.\n]{0,40}\b(?:cli|sfdx|sf|node(?:\.?js)?|plugin|librar(?:y|ies)|dependenc(?:y|ies)|runner|image|sdk)\b|\b(?:dependency|library|sdk) (?:update|upgrade|bump)\b/i,
    done: done(
      'upgraded|updated|bumped|upgrading|updating',
      '(?:cli|sfdx|node(?:\\.?js)?|jsforce|simple-salesforce|restforce|plugins?|librar(?:y|ies)|dependenc(?:y|ies)|sdk|npm packages?)',
    ),
  },
  {
    id: 'code-changed',
    about: ['code', 'login', 'token', 'auth', 'module', 'client', 'script'],
    said: /\b(?:merged|rewrote|refactored|reworked|rewrite of|refactoring of)\b[^.\n]{0,40}\b(?:code|login|token|auth\w*|module|client|script)\b/i,
    done: done(
      'changed|rewritten|rewrote|refactored|reworked|merged',
      '(?:code|login module|token module|auth module|client code|script)',
    ),
  },
  {
    id: 'machine-replaced',
    about: ['machine', 'runner', 'server', 'host', 'vm', 'agent', 'network', 'cent', 'jenkins', 'github', 'gitlab'],
    said: /\b(?:moved|migrated|switched)\b[^.\n]{0,30}\bnew (?:\w+ )?(?:machine|runner|server|host|vm|agent|network|data cent(?:er|re))\b|\breplaced (?:the |our )?(?:\w+ )?(?:vm|machine|runner|server|agent)\b/i,
    done: done(
      'moved|migrated|replaced|switched',
      '(?:runners?|build servers?|build machines?|vms?|jenkins|github actions|gitlab|ci servers?|data cent(?:er|re)s?)',
    ),
  },
  {
    id: 'settings-changed',
    about: ['settings', 'variable', 'secret', 'configuration', 'credential'],
    said: /\b(?:settings|variables|secrets|configuration|credentials)\b[^.\n]{0,40}\b(?:edited|changed|moved|migrated|updated)|\b(?:moved|edited|changed|migrated|updated) (?:the |our )?(?:\w+ )?(?:settings|variables|secrets|configuration|credentials)\b/i,
    done: done(
      'edited|changed|moved|migrated|updated|rotated',
      '(?:environment variables?|pipeline variables?|secrets?|configuration)(?! of the app)',
    ),
  },
  {
    id: 'app-blocked',
    about: ['app'],
    said: /\bblocked\b[^.\n]{0,40}\bapps?\b|\bapps?\b[^.\n]{0,30}\b(?:was|were|got|has been|is) blocked/i,
    done: done('blocked', APP + 's?'),
    audit: /^block(?:Connected)?Application$/,
  },
  {
    id: 'app-disabled',
    about: ['app'],
    said: /\bapp\b[^.\n]{0,20}\b(?:was |to |is |got )disabled\b|\bdisabled (?:the |our )(?:\w+ ){0,2}app\b/i,
    done: done('disabled', APP),
  },
  {
    id: 'jwt-flow-off',
    about: ['jwt', 'digital signature'],
    said: /\b(?:untick|uncheck|switch(?:ed)? off|turn(?:ed)? off|disabled|cleared)\w*\b[^.\n]{0,30}\b(?:jwt bearer|digital signatures)/i,
    done: done(
      'unticked|unchecked|switched off|turned off|disabled|cleared|removed',
      '(?:jwt bearer flow|enable jwt bearer|(?:use )?digital signatures)',
    ),
  },
  {
    id: 'token-format-changed',
    about: ['access token'],
    said: /\b(?:issue )?(?:json web token|jwt)s?\b[^.\n]{0,20}\baccess tokens?\b[^.\n]{0,60}\b(?:on|enabled|ticked|activated)\b/i,
  },
  {
    id: 'approval-revoked',
    about: ['revoke'],
    said: /\brevoked?\b[^.\n]{0,40}\b(?:apps?|tokens?|access)\b|\brevoke all\b/i,
    done: done('revoked', '(?:apps?|tokens?|access|approvals?|sessions?)'),
  },
  {
    id: 'refresh-policy-changed',
    about: ['refresh token policy'],
    said: /\brefresh token policy\b[^.\n]{0,60}\b(?:now|changed|expires?|set|says)\b/i,
    done: done('changed|edited|shortened|set|updated', 'refresh token policy'),
  },
  {
    id: 'permissions-reduced',
    about: ['profile', 'permission', 'api enabled'],
    said: /\b(?:profile|permissions)\b[^.\n]{0,60}\b(?:cut down|reduced|tightened|trimmed|restricted|stripped)/i,
    done: done('removed|taken away|revoked|withdrawn|reduced', '(?:api enabled|permissions?(?! sets?))'),
  },
  {
    id: 'login-ranges-changed',
    about: ['ip'],
    said: /\b(?:login )?ip (?:ranges?|restrictions?)\b[^.\n]{0,40}\b(?:on|added|set|changed|enabled)\b|\b(?:put|added|set|changed|enabled)\b[^.\n]{0,30}\bip (?:ranges?|restrictions?)/i,
    done: done(
      'restricted|changed|set|added|limited|introduced',
      '(?:ip (?:ranges?|restrictions?|allow-?lists?)|trusted ips?)',
    ),
    audit: /IpRange/i,
  },
  {
    id: 'login-hours-changed',
    about: ['login hours'],
    said: /\blogin hours\b[^.\n]{0,30}\b(?:set|added|changed|put)\b|\b(?:set|added|changed|put)\b[^.\n]{0,20}\blogin hours\b/i,
    done: done('restricted|changed|set|added|limited', 'login hours'),
    audit: /LoginHours/i,
  },
  {
    id: 'session-level-raised',
    about: ['assurance', 'mfa', 'multi'],
    said: /\b(?:demands?|requires?|raised|set|changed)\b[^.\n]{0,40}\bhigh[- ]assurance/i,
    done: done(
      'enforced|required|demanded|enabled|switched on|introduced',
      '(?:mfa|multi-?factor(?: authentication)?|high[- ]assurance)',
    ),
    audit: /SessionLevel|SessionPolicy/i,
  },
  {
    id: 'api-control-on',
    about: ['api access control'],
    said: /\bapi access control\b[^.\n]{0,40}\b(?:on|enabled|activated)\b/i,
    done: done('enabled|activated|switched on|turned on', 'api access control'),
  },
  {
    id: 'org-locked',
    about: ['org'],
    said: /\borg\b[^.\n]{0,30}\b(?:locked|suspended|deactivated|expired)\b/i,
    done: done('locked|suspended|deactivated', 'org(?:anization)?'),
  },
  {
    id: 'logs-in-often',
    about: ['log in', 'logs in'],
    said: /\blogs? in\b[^.\n]{0,20}\b(?:for every|for each|before each|before every|on every)\b/i,
  },
  {
    id: 'assigned',
    about: ['permission set', 'profile'],
    said: /\b(?:assigned|added|gave|granted)\b[^.\n]{0,40}\b(?:permission set|profile)\b/i,
    audit: /^PermSet(?:Group)?Assign$/,
  },
  {
    id: 'domain-changed',
    about: ['domain'],
    said: /\b(?:my domain|enhanced domains?)\b[^.\n]{0,40}\b(?:changed|renamed|deployed|enabled|activated|switched)|\b(?:changed|renamed|enabled) (?:the |our )?(?:my domain|enhanced domains?)/i,
    done: done('deployed|renamed|changed|enabled|activated', '(?:my domain|enhanced domains?|domain name)'),
    audit: /^(?:domainChosen|enhancedDomainChosen|enableAPILoginRequiresOrgDomain)$/,
  },
  {
    id: 'app-edited',
    about: ['app'],
    said: new RegExp(`\\b(?:edited|changed|reconfigured) (?:the |our )(?:settings of the )?${APP}\\b`, 'i'),
    done: done(
      'edited|changed|saved|reconfigured|modified|touched',
      `(?:the |our |this )${APP}|settings of (?:the |our )${APP}|${APP} policies`,
    ),
  },
  {
    id: 'user-edited',
    about: ['user'],
    said: /\b(?:edited|changed) (?:the |our )(?:integration )?user\b/i,
    done: done('edited|changed|modified', '(?:the |our )(?:integration |service )?user(?!name)'),
  },
  {
    id: 'just-made',
    about: ['just', 'ago', 'immediately', 'right', 'straight', 'minutes'],
    said: /\b(?:just|minutes? ago|a moment ago|moments ago|a few minutes|five minutes|immediately after|right after|straight after)\b[^.\n]{0,60}\b(?:created|saved|assigned|uploaded|installed|changed|edited|added|switched|made|set up)|\b(?:created|saved|assigned|uploaded|installed|changed|edited|added|switched) (?:it |the |our |this )?[^.\n]{0,90}\b(?:just now|minutes? ago|a moment ago|just before|right before)/i,
  },
] as const satisfies readonly ChangeRow[];

/** A change that is known to break logins. */
export type ChangeKind = (typeof ROWS)[number]['id'];

// An instruction has the same words as the past of these verbs: "set", "put".
const INSTRUCTION = /(?:^\W*|[.,;:]\s+|\b(?:then|and|must|should|can|could|please|to|you|let's)\s+)(?:set|put)\b/i;

function tells({ about, said, done: deed }: ChangeRow, sentence: string, small: string): boolean {
  if (!about.some((word) => small.includes(word))) return false;
  return said.test(sentence) || (deed !== undefined && isDone(deed, sentence));
}

/** The changes that a sentence mentions. */
export function changesSaid(sentence: string): ChangeKind[] {
  if (sentence.length > 2000 || /\b(?:not|never|nobody|nothing|isn't|wasn't|hasn't|didn't|no)\b/i.test(sentence))
    return [];
  const told = INSTRUCTION.test(sentence) ? sentence.replace(/\b(?:set|put)\b/gi, '…') : sentence;
  const small = told.toLowerCase();
  const found = (ROWS as readonly ChangeRow[])
    .filter((row) => tells(row, told, small))
    .map(({ id }) => id as ChangeKind);
  const isRecreated = found.includes('app-recreated');
  return found.filter((kind) => !isRecreated || (kind !== 'app-deleted' && kind !== 'app-created'));
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
