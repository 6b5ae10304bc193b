/** What a text may be marked as; what that looks like is the terminal's business. */
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

/** How each tone is drawn. */
export type Palette = Readonly<Record<(typeof TONES)[number], (text: string) => string>>;

const same = (text: string) => text;

/** No colour at all. */
export const COLOURLESS = Object.fromEntries(TONES.map((tone) => [tone, same])) as Palette;
