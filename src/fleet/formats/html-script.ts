import { createHash } from 'node:crypto';

/**
 * Shows the rows that the page carries as data: filtered by state, tag and text, sorted by a column, and only as many as fit,
 * because a browser takes seconds to lay out ten thousand. Every text becomes a text node, never markup.
 */
export const FLEET_SCRIPT = `
const rows = JSON.parse(document.getElementById('rows').textContent);
const body = document.querySelector('tbody');
const more = document.getElementById('more');
const shown = document.getElementById('shown');
const fields = ['state', 'tag', 'text'].map((id) => document.getElementById(id));
const STEP = 200;
let list = rows, limit = STEP, column = '', back = false;
for (const row of rows) row.all = [row.id, row.cause, row.says, row.tags.join(' ')].join(' ').toLowerCase();
function el(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}
function details(row) {
  const cell = el('td');
  cell.colSpan = 5;
  for (const text of row.why) cell.append(el('p', text));
  if (row.steps.length > 0) {
    const steps = el('ol');
    for (const step of row.steps) {
      const item = el('li', step.text);
      if (step.where) item.append(el('p', step.where, 'quiet'));
      if (step.command) item.append(el('pre', step.command));
      steps.append(item);
    }
    cell.append(steps);
  }
  for (const text of row.candidates) cell.append(el('p', text));
  for (const text of row.warnings) cell.append(el('p', text, 'doubtful'));
  cell.append(el('p', [row.host, row.at, row.ms && row.ms + ' ms'].filter(Boolean).join(' · '), 'quiet'));
  const line = el('tr');
  line.append(cell);
  return line;
}
function toggle(line, button, row) {
  const open = button.getAttribute('aria-expanded') === 'true';
  button.setAttribute('aria-expanded', String(!open));
  if (open) line.nextSibling.remove();
  else line.after(details(row));
}
function lineOf(row) {
  const line = el('tr');
  const head = el('th');
  head.scope = 'row';
  const button = el('button', row.id);
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => toggle(line, button, row));
  head.append(button);
  line.append(head, el('td', row.word, row.kind), el('td', row.change), el('td', row.cause), el('td', row.says));
  return line;
}
function draw() {
  body.replaceChildren(...list.slice(0, limit).map(lineOf));
  more.hidden = list.length <= limit;
  shown.textContent = Math.min(limit, list.length) + ' of ' + list.length + ' shown';
}
function filter() {
  const [state, tag, text] = fields.map((field) => field.value);
  const word = text.trim().toLowerCase();
  list = rows.filter(
    (row) =>
      (!state || (state === 'warned' ? row.warnings.length > 0 : row.state === state)) &&
      (!tag || row.tags.includes(tag)) &&
      (!word || row.all.includes(word)),
  );
  if (column) list.sort((a, b) => String(a[column]).localeCompare(String(b[column])) * (back ? -1 : 1));
  limit = STEP;
  draw();
}
for (const field of fields) field.addEventListener('input', filter);
for (const button of document.querySelectorAll('thead button'))
  button.addEventListener('click', () => {
    back = column === button.dataset.column && !back;
    column = button.dataset.column;
    for (const one of document.querySelectorAll('thead th')) one.removeAttribute('aria-sort');
    button.parentElement.setAttribute('aria-sort', back ? 'descending' : 'ascending');
    filter();
  });
more.addEventListener('click', () => {
  limit += STEP;
  draw();
});
addEventListener('beforeprint', () => {
  limit = list.length;
  draw();
});
draw();
`;

/** The source of the script for a Content Security Policy: this script, and no other. */
export const FLEET_SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(FLEET_SCRIPT).digest('base64')}'`;
