import { LIBRARY, type Client, type Pick, type Shown } from './client.js';

function worked(run: Shown, pick: Pick, isLast: boolean): string {
  switch (run.role) {
    case 'second-user':
      return pick('For another user the same settings work.', 'With a second user, same app and same key, it works.');
    case 'laptop':
      return pick('On my laptop the same command works.', 'From my own machine the identical command works fine.');
    case 'my-domain':
      return pick('With the My Domain URL it works.', 'If I use the My Domain as login URL, it works.');
    case 'hub':
      return pick('The login to our Dev Hub works in the same job.', 'The Dev Hub login right before it works.');
    case 'main':
      return isLast
        ? pick('Now it works again.', 'Since then the login works.')
        : pick('Last night it still worked.', 'It ran without a problem until now.');
  }
}

function where(run: Shown): string {
  const places = {
    'second-user': 'With a second user',
    laptop: 'On my laptop',
    'my-domain': 'With the My Domain URL',
    hub: 'For our Dev Hub',
    main: 'Our job',
  };
  return places[run.role];
}

/** A person who tells in plain words what happens. */
export const words: Client = {
  id: 'words',
  makes: LIBRARY,
  calls: 'rest',
  shows: ['error', 'description'],
  showsOfSuccess: [],
  print: (run, pick, isLast) => {
    if (run.works) return [worked(run, pick, isLast)];
    if (run.api)
      return [
        `${where(run)} gets a token, but the first API call is refused with "${run.api.code}: ${run.api.message}".`,
      ];
    return [
      pick(
        `${where(run)} fails with "${run.error}: ${run.description}".`,
        `${where(run)}: Salesforce refuses the JWT login, the message is "${run.description}" (${run.error}).`,
      ),
    ];
  },
};
