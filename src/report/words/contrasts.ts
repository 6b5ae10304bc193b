import type { Contrast } from '../../salesforce/contrasts.js';

const WITH: Readonly<Record<Contrast, string>> = {
  'other-user': 'as another user',
  'other-host': 'at another host',
  'other-machine': 'on another machine',
  'other-login': 'in another place with another user or app',
  'other-app': 'with another app',
  'other-org': 'to another org',
  'web-login': 'in the browser',
};

/** Why a cause is ruled out by another login that differs in one thing. */
export function contrastWords(contrast: Contrast, works: boolean): string {
  return works
    ? `The login works ${WITH[contrast]}, and this fault would stop it there, too.`
    : `The login fails ${WITH[contrast]} in the same words, and this fault would not be there.`;
}

/** Where another login is made, in words; the name of a contrast that has none. */
export function contrastPlace(contrast: string): string {
  return Object.hasOwn(WITH, contrast) ? WITH[contrast as Contrast] : contrast;
}
