import type { Pseudonyms } from './pseudonyms.js';

// Where metadata, records and identities tell a name that somebody gave.
const ELEMENT =
  /<(?:label|masterLabel|fullName|developerName|externalClientApplication|profileName|permissionSetName|profileNames|permissionSetNames|commaSeparated\w+)>([^<]{1,200})</gi;
const MEMBER =
  /"(?:Name|Label|MasterLabel|DeveloperName|AppName|Application|Alias|Title|CompanyName|(?:Common|Display|First|Last|Nick|Family|Given)[_-]?Name|(?:display|first|last|nick|family|given)[_-]?[nN]ame)"\s*:\s*"([^"\\]{1,200})"/g;
const COMPONENT =
  /(?:^|[/\\,])([^/\\,]+)\.(?:connectedApp|profile|permissionset|eca\w*|ext\w+|settings)(?:-meta\.xml)?$/i;

/** The names that a text shows by its form, and its file name. */
export function learnNames(names: Pseudonyms, text: string, fileName: string): void {
  for (const pattern of [ELEMENT, MEMBER])
    for (const [, told = ''] of text.matchAll(pattern)) for (const one of told.split(',')) names.learn(one.trim());
  const component = COMPONENT.exec(fileName)?.[1];
  if (component !== undefined) names.learn(component);
}
