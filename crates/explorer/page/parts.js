// What several views show alike: reports, sentences, events, statements, happenings, forms.

import { h, say, to } from './dom.js';
import { ask } from './api.js';
import * as words from './words.js';

export function cite(report, sentence) {
  const button = h('button.cite', { type: 'button', onclick: async () => {
    const text = words.citation(report, sentence);
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
      say('Citation copied');
    } catch {
      // Without leave to write there, the words are shown to be taken by hand.
      const field = h('textarea.cited', { 'aria-label': 'Citation', readonly: true, rows: 3 });
      field.value = text;
      button.replaceWith(field);
      field.focus();
      field.select();
    }
    setTimeout(() => { button.textContent = 'Copy citation'; }, 1600);
  } }, 'Copy citation');
  return button;
}

// Who reported, when, and whose text it is.
export function byline(report) {
  const origin = report.origin && report.origin !== report.outlet ? ` from ${report.origin}` : '';
  return h('p.byline', null,
    h('a', { href: to(`/report/${report.id}`) }, words.outlet(report)),
    `${origin} · ${words.day(report.published)}`, report.is_copy ? ' · same text as an earlier report' : '');
}

export function quoted(sentence, marked = []) {
  if (!sentence) return h('p.quiet', null, 'This archive keeps no texts.');
  const places = marked.filter(Boolean).flatMap((one) => {
    const at = sentence.indexOf(one);
    return at < 0 ? [] : [[at, at + one.length]];
  }).sort((a, b) => a[0] - b[0]);
  const parts = [];
  let end = 0;
  for (const [from, until] of places) {
    if (from < end) continue;
    parts.push(sentence.slice(end, from), h('mark', null, sentence.slice(from, until)));
    end = until;
  }
  return h('blockquote', null, ...parts, sentence.slice(end));
}

export function typed(event) {
  return h(`span.type.${words.quadOf(event)}`, null, words.typeName(event.type));
}

export function firmly(factuality) {
  return h(`span.firm.${factuality}`, null, words.firmness(factuality));
}

export const who = (actors) => actors.map((one, at) => [at ? ', ' : '', person(one)]);

export function person(actor) {
  return h('a', { href: to('/actor', { name: actor.handle ?? actor.name }) }, words.partyName(actor.handle ?? '', actor.name));
}

// Who, to whom, where, when: what is not told is left out.
export function parties(event) {
  const sides = [];
  if (event.sources.length) sides.push(who(event.sources));
  if (event.recipients.length) sides.push([sides.length ? '' : 'Nobody named', ' ', h('span.arrow', { role: 'img', 'aria-label': 'to' }, '→'), ' ', who(event.recipients)]);
  return h('p.parties', null, sides,
    event.place ? [sides.length ? ' · ' : '', event.place.name] : '',
    event.day ? [' · ', words.day(event.date ?? event.day), event.date ? '' : ' (day of publication)'] : '');
}

export function eventCard(event, { link = true } = {}) {
  const told = event.mentions[0];
  return h('article.card', null,
    h('p.tags', null, typed(event), firmly(event.factuality)),
    parties(event),
    quoted(told?.sentence_words, [told?.words]),
    h('p.giver', null, 'According to ', h('b', null, words.accordingTo(event.givers, event.report))),
    h('div.cardfoot', null, byline(event.report),
      h('div.acts', null, link && h('a', { href: `/happening/${event.happening}` }, 'All reports of it'), cite(event.report, told?.sentence_words))));
}

export function speaker(statement) {
  const name = statement.speaker ? person(statement.speaker) : h('span', null, 'Somebody not named');
  const tag = statement.is_anonymous && h('span.unnamed', null, 'unnamed source');
  const via = statement.via.length > 0 && h('span.via', null, `via ${words.list(statement.via)}`);
  return h('p.speaker', null, h('b', null, name), tag, via,
    statement.addressee && h('span.via', null, 'to ', person(statement.addressee)));
}

export function statementCard(statement) {
  return h(statement.is_anonymous ? 'article.card.anonymous' : 'article.card', null,
    speaker(statement),
    quoted(statement.sentence_words, statement.content.map((piece) => piece.words)),
    h('div.cardfoot', null, byline(statement.report), h('div.acts', null, cite(statement.report, statement.sentence_words))));
}

export function happeningCard(happening) {
  const sides = [happening.sources, happening.recipients].map((side) => side.slice(0, 3).join(', '));
  const firm = Object.entries(happening.factualities).sort((a, b) => b[1] - a[1]);
  return h('article.card.happening', null,
    h('p.tags', null, typed(happening), firm.slice(0, 2).map(([factuality]) => firmly(factuality))),
    h('h2', null, h('a', { href: `/happening/${happening.id}` },
      sides.filter(Boolean).length ? sides.filter(Boolean).join(' → ') : 'Nobody named', happening.places.length ? `, ${happening.places[0]}` : '')),
    quoted(happening.sentence),
    h('p.byline', null, origins(happening), ' · ', words.days(happening.first_report, happening.last_report)));
}

export const origins = (happening) =>
  `reported by ${words.count(happening.n_reports, 'report')} from ${words.count(happening.n_origins, 'origin')}`;

export function empty(what = 'No reports fit.') {
  return h('div.empty', null, h('p', null, h('b', null, what)),
    h('p', null, 'That the archive holds no report of something does not mean that it did not happen.'));
}

// What an answer leaves out because the archive is large.
export const cutBy = (from) => from && h('p.quiet', null, `There is too much to count all of it: counts begin on ${words.day(from)}.`);

// Lists grow by the server's cursors.
export function growing(path, query, first, card) {
  const box = h('div.list', null, first.items.length ? first.items.map(card) : empty());
  let next = first.next;
  const more = h('button.more', { type: 'button', onclick: async () => {
    more.disabled = true;
    const question = new URLSearchParams(query);
    question.set('cursor', next);
    try {
      const page = await ask(path, question);
      const cards = page.items.map(card);
      box.append(...cards);
      next = page.next;
      cards[0]?.querySelector('a, button')?.focus();
      say(`${page.items.length} more`);
      more.hidden = !next;
    } finally { more.disabled = false; }
  } }, 'Show more');
  more.hidden = !next;
  return [first.cut && h('p.quiet', null, `Not all: ${first.cut}.`), box, more];
}

// The same question as a file.
export function files(path, query) {
  const link = (format) => {
    const question = new URLSearchParams(query);
    question.set('format', format);
    question.set('limit', '200');
    return h('a', { href: `/api/v1${path}?${question}`, download: `dateline.${format}` }, format.toUpperCase());
  };
  return h('p.files', null, 'As a file: ', link('csv'), ' ', link('jsonl'));
}

let n_fields = 0;
export function field(label, name, value, attributes = {}) {
  const id = `field-${++n_fields}`;
  return h('div.field', null, h('label', { for: id }, label),
    h('input', { id, name, value: value ?? '', autocomplete: 'off', spellcheck: 'false', ...attributes }));
}

// A field that proposes names of the archive.
export function named(label, name, value, attributes = {}) {
  const list = `names-${++n_fields}`;
  const options = h('datalist', { id: list });
  let waiting;
  const box = field(label, name, value, { list, ...attributes, oninput: (event) => {
    clearTimeout(waiting);
    const begins = event.target.value.trim();
    if (begins.length < 2) return;
    waiting = setTimeout(async () => {
      const found = await ask('/actors', new URLSearchParams({ begins })).catch(() => null);
      if (found) options.replaceChildren(...found.items.map((one) =>
        h('option', { value: /^[A-Z]{3}$/.test(one.handle) ? one.handle : one.label }, words.partyName(one.handle, one.label))));
    }, 150);
  } });
  box.append(options);
  return box;
}

export function choice(label, name, value, options) {
  const id = `field-${++n_fields}`;
  return h('div.field', null, h('label', { for: id }, label),
    h('select', { id, name }, options.map(([key, words]) => h('option', { value: key, selected: key === (value ?? '') }, words))));
}

export const typeChoice = (value) =>
  choice('Type of event', 'type', value, [['', 'any'], ...words.ALL_TYPES.map((type) => [type, words.typeName(type)])]);

// A form whose answers go into the address. On a phone all fields but the first wait behind a line, unless they are set.
export function form(path, go, fields, button = 'Show', n_first = 2) {
  const isSet = (box) => [...box.querySelectorAll('input, select')].some((one) => one.value && one.name !== 'by');
  const first = matchMedia('(min-width: 48rem)').matches ? fields : fields.slice(0, n_first);
  const rest = fields.slice(first.length);
  const more = rest.length > 0 && h('details.rest', { open: rest.some(isSet) },
    h('summary', null, 'More to ask for'), h('div.fields', null, rest));
  return h('form.asking', { role: 'search', onsubmit: (event) => {
    event.preventDefault();
    const question = {};
    for (const [name, value] of new FormData(event.target)) {
      if (String(value).trim()) question[name] = [...(question[name] ?? []), String(value).trim()];
    }
    go(to(path, question));
  } }, h('div.fields', null, first), more, h('button.primary', { type: 'submit' }, button));
}
