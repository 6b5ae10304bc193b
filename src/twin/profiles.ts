import type { FactValue } from '../facts/vocabulary.js';
import type { Ledger } from './ledger.js';
import type { OrgInput } from './org.js';

/** A profile of the simulator, before what may be left out has its default. */
export type ProfileInput = NonNullable<OrgInput['profiles']>[number];

const PROFILE_OF_USER = 'Profile_of_the_user';
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const WHOLE_DAY = JSON.stringify([{ start: '00:00', end: '24:00' }]);

/** Login hours of a profile; none where every day is open all day. */
function hoursOf(told: FactValue<'user.loginHours'> | undefined): Pick<ProfileInput, 'loginHours'> {
  if (told === undefined || DAYS.every((day) => JSON.stringify(told.days[day]) === WHOLE_DAY)) return {};
  const days = Object.fromEntries(DAYS.flatMap((day) => (told.days[day] === undefined ? [] : [[day, told.days[day]]])));
  return { loginHours: { timeZone: told.timeZone, days } };
}

const ALWAYS: FactValue<'user.loginHours'> = {
  timeZone: 'UTC',
  days: Object.fromEntries(DAYS.map((day) => [day, [{ start: '00:00', end: '24:00' }]])),
};
const NEVER: FactValue<'user.loginHours'> = {
  timeZone: 'UTC',
  days: Object.fromEntries(DAYS.map((day) => [day, []])),
};

/** The name of the profile of the user. */
export function profileNameOfUser(ledger: Ledger): string {
  const username = ledger.get('user.username') ?? ledger.get('assertion.subject');
  const told = (ledger.get('org.users') ?? []).find((one) => one.username.toLowerCase() === username?.toLowerCase());
  return ledger.get('user.profile') ?? told?.profile ?? PROFILE_OF_USER;
}

/** The profile of the user: the facts of the user count, and the org's list of profiles tells the rest. */
function profileOfUser(ledger: Ledger): ProfileInput {
  const name = profileNameOfUser(ledger);
  const told = (ledger.get('org.profiles') ?? []).find((one) => one.name === name);
  const permissions =
    told?.apiEnabled === undefined
      ? {
          apiEnabled: ledger.assume('user.apiEnabled', true, [false]),
          useAnyApiClient: ledger.get('user.useAnyApiClient') ?? false,
          approveUninstalledApps: ledger.get('user.approveUninstalledApps') ?? false,
        }
      : {
          apiEnabled: told.apiEnabled,
          useAnyApiClient: told.useAnyApiClient,
          approveUninstalledApps: told.approveUninstalledApps,
        };
  return {
    name,
    ...permissions,
    loginIpRanges: ledger.assume('user.loginIpRanges', told?.loginIpRanges ?? [], [
      [{ start: '192.0.2.1', end: '192.0.2.1' }],
    ]),
    ...hoursOf(ledger.assume('user.loginHours', told?.loginHours ?? ALWAYS, [NEVER])),
    highAssurance: ledger.assume('user.highAssurance', told?.highAssurance ?? false, [true]),
  };
}

/** The profile of the user, and the others that the org told about. */
export function profilesOf(ledger: Ledger): ProfileInput[] {
  const own = profileOfUser(ledger);
  const others = (ledger.get('org.profiles') ?? []).filter(({ name }) => name !== own.name);
  return [own, ...others.map(({ loginHours, ...told }) => ({ ...told, ...hoursOf(loginHours) }))];
}
