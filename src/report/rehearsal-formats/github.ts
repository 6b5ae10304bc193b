import { annotation } from '../formats/github.js';
import type { RehearsalReport } from '../rehearsal.js';
import { pageUrl } from '../repository.js';
import { inGeneral } from '../words/in-general.js';

/** A rehearsal as annotations of a GitHub Actions run, each at the line that breaks a login. */
export function rehearsalToGithub({ breaks, outcome, logins }: RehearsalReport): string {
  const notes = breaks.map(({ username, app, cause, answer, file, line }) =>
    annotation(
      'error',
      cause,
      [
        `${username} can no longer log in to ${app}: ${answer}`,
        inGeneral(cause).remedy.summary,
        `More: ${pageUrl(`docs/causes/${cause}.md`)}`,
      ].join('\n'),
      [{ source: `${file}, line ${line}` }],
    ),
  );
  const lost = logins.filter(({ effect }) => effect === 'lost').length;
  if (notes.length === 0 && lost === 0 && outcome !== 'idle') return '';
  if (outcome === 'idle')
    return annotation('warning', 'sf-jwt-doctor', 'No login works on the twin today, so there is nothing to compare.');
  return notes.join('');
}
