import { iso, timedLines, type Wrapper } from './wrapper.js';

/** docker compose logs. */
export const dockerCompose: Wrapper = {
  id: 'docker-compose',
  timed: true,
  wrap: (blocks) =>
    timedLines(blocks)
      .map(({ at, text }) => `sync-1  | ${iso(at).replace('Z', '551833Z')} ${text}`)
      .join('\n'),
};

/** The log files of a container runtime: one JSON object a line. */
export const containerJson: Wrapper = {
  id: 'container-json',
  timed: true,
  wrap: (blocks) =>
    timedLines(blocks)
      .map(({ at, text, failed }) =>
        JSON.stringify({ log: `${text}\n`, stream: failed ? 'stderr' : 'stdout', time: iso(at) }),
      )
      .join('\n'),
};

/** kubectl logs with time stamps, or a cloud's log export. */
export const kubernetes: Wrapper = {
  id: 'kubernetes',
  timed: true,
  wrap: (blocks) =>
    timedLines(blocks)
      .map(({ at, text }) => `${iso(at).replace('Z', '013297Z')} stderr F ${text}`)
      .join('\n'),
};

/** journalctl and syslog. */
export const syslog: Wrapper = {
  id: 'syslog',
  timed: true,
  wrap: (blocks) =>
    timedLines(blocks)
      .map(({ at, text }) => {
        const [, month, day] = iso(at).split(/[-T]/);
        const name = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
          Number(month) - 1
        ];
        return `${name} ${day} ${iso(at).slice(11, 19)} build07 sync[4411]: ${text}`;
      })
      .join('\n'),
};

/** A log of a program that puts its own time before each block. */
export const applicationLog: Wrapper = {
  id: 'application-log',
  timed: true,
  wrap: (blocks) =>
    blocks
      .flatMap(({ at, lines, failed }) => [
        `${iso(at - 60).slice(0, 19)} INFO nightly sync started`,
        ...lines.map((line, index) =>
          index === 0 ? `${iso(at).slice(0, 19)} ${failed ? 'ERROR' : 'INFO'} ${line}` : line,
        ),
        `${iso(at + 9000).slice(0, 19)} INFO nightly sync ${failed ? 'aborted' : 'finished, 1204 records'}`,
      ])
      .join('\n'),
};
