/** The marks a text can have. The terminal decides how they look. */
const TONES = [
  'heading',
  'quiet',
  'copy',
  'good',
  'bad',
  'doubtful',
  'plainGood',
  'plainBad',
  'plainDoubtful',
] as const;

/** The name of a tone. */
export type Tone = (typeof TONES)[number];

type Tones = Readonly<Record<Tone, (text: string) => string>>;

/** How each tone is drawn, and how a text becomes a link. */
export type Palette = Tones & {
  /** Where the terminal knows no links, the text as it is. */
  readonly link: (text: string, url: string) => string;
};

const same = (text: string) => text;

/** No colour and no link at all. */
export const COLOURLESS: Palette = { ...(Object.fromEntries(TONES.map((tone) => [tone, same])) as Tones), link: same };
