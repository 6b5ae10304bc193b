import { createHash } from 'node:crypto';

/**
 * Puts a button beside each line to copy, and opens what is folded before the page is printed. Without it, as in a
 * mail program, the page loses only these two.
 */
export const SCRIPT = `
for (const box of document.querySelectorAll('.copy')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    const text = box.querySelector('code').textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(box.querySelector('code'));
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  });
  box.querySelector('.copy-label').replaceWith(button);
}
addEventListener('beforeprint', () => {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
});
`;

/** The source of the script for a Content Security Policy: this script, and no other. */
export const SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;
