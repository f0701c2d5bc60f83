// Read: a text goes in, and comes back marked.

import { h, replace, say } from '../dom.js';
import { ask, read, readAt } from '../api.js';
import { field } from '../parts.js';
import { marked } from '../marked.js';
import { count, list } from '../words.js';

// The text last read, so that going back finds it again. It leaves this page only to the program that serves it.
let last = null;

export async function view() {
  const result = h('div', { id: 'result' });
  const area = h('textarea', { id: 'words', name: 'words', rows: 10, required: true, 'aria-describedby': 'words-help', placeholder: 'Paste a news report here: its title, an empty line, its paragraphs.' });
  const published = field('Published', 'published', '', { type: 'date' });
  const outlet = field('Outlet', 'outlet', '');
  const button = h('button.primary', { type: 'submit' }, 'Read it');
  // Whoever serves this may forbid it, and does unless he said otherwise.
  const { may_fetch: mayFetch } = await ask('/fetch');
  const address = mayFetch && field('Or its address', 'address', last?.address ?? '', { type: 'url', placeholder: 'The address of a page', maxlength: 4000,
    oninput: (event) => { area.required = !event.target.value.trim(); } });
  const trouble = h('p.trouble', { role: 'alert' });

  async function submit(event) {
    event?.preventDefault();
    const query = new URLSearchParams();
    for (const [name, box] of [['published', published], ['outlet', outlet]]) {
      const value = box.querySelector('input').value.trim();
      if (value) query.set(name, value);
    }
    button.disabled = true;
    button.textContent = 'Reading …';
    trouble.textContent = '';
    try {
      const at = address && !area.value.trim() ? address.querySelector('input').value.trim() : '';
      const record = await (at ? readAt(at, query) : read(area.value, query));
      last = { words: area.value, address: at, query, record };
      show(record);
      result.scrollIntoView({ block: 'start' });
    } catch (error) {
      if (error.name !== 'AbortError') trouble.textContent = `Not read: ${error.message}`;
    } finally {
      button.disabled = false;
      button.textContent = 'Read it';
    }
  }
  function show(record) {
    const unnamed = record.statements.filter((one) => one.anonymous).length;
    const told = `${count(record.statements.length, 'statement')}${unnamed ? ` (${unnamed} by somebody unnamed)` : ''}, ${count(record.events.length, 'event')}, ${count(record.actors.length, 'actor')}, ${count(record.places.length, 'place')}`;
    const doubts = record.doubts.length && h('details', null, h('summary', null, `What could not be decided (${record.doubts.length})`),
      h('ul', null, record.doubts.map((doubt) => h('li', null, doubt.reason, h('span.quiet', null, ` ${doubt.at}`)))));
    replace(result, h('p.lead', null, `The report tells of ${told}.`), marked(record), doubts,
      record.report.removed.length > 0 && h('p.quiet', null, `Taken out before reading: ${list(record.report.removed.map((one) => one.kind))}.`));
    say(`Read: ${told}`);
  }
  async function take(file) {
    if (!file) return;
    area.value = await file.text();
    area.focus();
  }
  const chosen = h('input', { type: 'file', id: 'file', accept: '.txt,.html,.htm,text/plain,text/html', onchange: (event) => take(event.target.files[0]) });
  const drop = h('form.reading', {
    onsubmit: submit,
    ondragover: (event) => { event.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: (event) => { event.preventDefault(); drop.classList.remove('over'); take(event.dataTransfer.files[0]); },
  },
    h('div.field', null, h('label', { for: 'words' }, 'The report'), area, h('p.quiet', { id: 'words-help' }, 'Paste it, or drop a file here. It goes to the program on the machine that serves this page, is read there, and is not kept.')),
    h('div.fields', null, outlet, published, h('div.field', null, h('label', { for: 'file' }, 'Or a file'), chosen)), address,
    address && h('p.quiet', null, 'A page is fetched by the program on the machine that serves this one. Words that are pasted come first.'), button, trouble);
  if (last) {
    area.value = last.words;
    area.required = !last.address;
    show(last.record);
  }
  return { title: 'Read', content: [h('h1', null, 'Read a report'), drop, result] };
}
