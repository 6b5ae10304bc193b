import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = `${root}site/pages`;
const { homepage } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** The title of a page: its first heading. */
function titleOf(file) {
  return (/^# (.*)$/m.exec(readFileSync(`${pages}/${file}`, 'utf8'))?.[1] ?? file).replaceAll('`', '');
}

/** The pages of a folder; causes and checks by their id, which is what reports name. */
function folder(name, textOf) {
  return readdirSync(`${pages}/${name}`)
    .filter((file) => file.endsWith('.md') && file !== 'index.md')
    .sort()
    .map((file) => ({ text: textOf(`${name}/${file}`), link: `/${name}/${file.replace(/\.md$/, '')}` }));
}

const idOf = (file) => file.replace(/^.*\/|\.md$/g, '');
const guides = readdirSync(pages)
  .filter((file) => file.endsWith('.md') && !['index.md', 'errors.md', 'reading-the-org.md'].includes(file))
  .map((file) => ({ text: titleOf(file), link: `/${file.replace(/\.md$/, '')}` }));

export default defineConfig({
  title: 'sf-jwt-doctor',
  description: 'Finds out why a Salesforce JWT bearer login fails, and what to do about it.',
  srcDir: 'pages',
  outDir: 'dist',
  // The pages are plain Markdown: <file> in a sentence is a word, not a tag.
  markdown: { html: false },
  // A link to a page that is not there ends the build.
  ignoreDeadLinks: false,
  themeConfig: {
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: homepage }],
    outline: [2, 3],
    nav: [
      { text: 'Errors', link: '/errors' },
      { text: 'Causes', link: '/causes/approval-missing' },
      { text: 'What it reads', link: '/reading-the-org' },
    ],
    sidebar: [
      {
        text: 'Start',
        items: [
          { text: 'Error catalogue', link: '/errors' },
          { text: titleOf('reading-the-org.md'), link: '/reading-the-org' },
        ],
      },
      { text: 'Guides', items: guides },
      { text: 'Causes', collapsed: true, items: folder('causes', idOf) },
      { text: 'Checks', collapsed: true, items: folder('checks', idOf) },
      { text: 'Decisions', collapsed: true, items: folder('decisions', titleOf) },
    ],
  },
});
