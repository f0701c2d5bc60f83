// A report with all that was read in it marked: quotations and their speakers, events and the parts in them.

import { h } from './dom.js';
import * as words from './words.js';

// The marked text, and beside it what the mark that is looked at means.
export function marked(record, happenings = new Map(), heading = 'h2') {
  const points = Array.from(record.report.text);
  const actors = new Map(record.actors.map((one) => [one.id, one]));
  const places = new Map(record.places.map((one) => [one.id, one]));
  const statements = new Map(record.statements.map((one) => [one.id, one]));
  const side = h('aside.meaning', { 'aria-live': 'polite', 'aria-label': 'What is marked' }, hint());
  const slice = (span) => points.slice(span.start, span.end).join('');

  const marks = [];
  record.statements.forEach((statement) => statement.content.forEach((span) => marks.push({ span, kind: 'said', of: statement })));
  record.events.forEach((event) => event.mentions.forEach((mention) =>
    marks.push({ span: mention.trigger, kind: 'event', of: event, mention })));

  const nameOf = (id) => actors.get(id)?.name ?? places.get(id)?.name ?? id;
  const giverOf = (voucher) => {
    if (voucher.report) return 'the report itself';
    if (voucher.statement) return speakerOf(statements.get(voucher.statement));
    if (voucher.actor) return nameOf(voucher.actor);
    return voucher.unsourced ? `nobody named (“${slice(voucher.unsourced)}”)` : 'nobody named';
  };
  const speakerOf = (statement) => {
    if (!statement) return 'nobody named';
    const name = statement.speaker ? nameOf(statement.speaker) : 'somebody not named';
    const via = statement.via.length ? ` via ${words.list(statement.via.map((one) => one.name))}` : '';
    return `${name}${statement.anonymous ? ', unnamed' : ''}${via}`;
  };

  function meaning(mark) {
    if (mark.kind === 'said') {
      const statement = mark.of;
      return [
        h('p.tags', null, h('span.type.q', null, statement.kind === 'direct' ? 'quotation' : statement.kind === 'mixed' ? 'partly quoted' : 'indirect speech'),
          statement.anonymous && h('span.unnamed', null, 'unnamed source')),
        h('dl', null, row('Speaker', speakerOf(statement)), statement.cue && row('Ascribed by', `“${slice(statement.cue)}”`),
          statement.addressee && row('To', nameOf(statement.addressee)),
          row('In the words', `“${statement.content.map(slice).join(' … ')}”`)),
      ];
    }
    const event = mark.of;
    return [
      h('p.tags', null, h(`span.type.${words.quadOf(event)}`, null, words.typeName(event.type)), h(`span.firm.${event.factuality}`, null, words.firmness(event.factuality))),
      h('dl', null,
        event.sources.length > 0 && row('By', event.sources.map(nameOf).join(', ')),
        event.recipients.length > 0 && row('To, with or about', event.recipients.map(nameOf).join(', ')),
        event.place && row('Where', nameOf(event.place)),
        event.date && row('When', `${words.day(event.date.value)} (“${slice(event.date.expression)}”)`),
        row('According to', words.list(event.vouched_by.map(giverOf))),
        event.factuality_cue && row('Told so by', `“${slice(event.factuality_cue)}”`),
        event.figures.map((figure) => row(figure.kind, `${words.figure(figure)} (“${slice(figure.span)}”), according to ${words.list(figure.vouched_by.map(giverOf))}`)),
        row('Reader’s confidence', `${Math.round(event.confidence * 100)} %`)),
      happenings.has(event.id) && h('p', null, h('a', { href: `/happening/${happenings.get(event.id)}` }, 'All reports of it')),
    ];
  }

  const elements = [];
  function look(mark, element) {
    side.replaceChildren(...[meaning(mark)].flat(3).filter(Boolean));
    side.classList.add('open');
    elements.forEach((one) => one.classList.toggle('looked', one === element));
    parts.forEach((part) => part.classList.remove('role'));
    for (const role of mark.mention?.roles ?? []) {
      for (const part of parts) {
        if (part.at < role.span.end && part.until > role.span.start) part.classList.add('role');
      }
    }
  }

  // The text is cut wherever a mark or a part in an event begins or ends.
  const cuts = new Set([0, points.length]);
  for (const { span, mention } of marks) {
    [span, ...(mention?.roles ?? []).map((role) => role.span)].forEach((one) => { cuts.add(one.start); cuts.add(one.end); });
  }
  const edges = [...cuts].filter((at) => at >= 0 && at <= points.length).sort((a, b) => a - b);
  const parts = [];
  const paragraphs = [[]];
  const seen = new Set();
  for (let at = 0; at + 1 < edges.length; at++) {
    const [start, end] = [edges[at], edges[at + 1]];
    const here = marks.filter((mark) => mark.span.start <= start && mark.span.end >= end);
    const event = here.find((mark) => mark.kind === 'event');
    const said = here.find((mark) => mark.kind === 'said');
    const pieces = points.slice(start, end).join('').split('\n\n');
    pieces.forEach((piece, number) => {
      if (number) paragraphs.push([]);
      if (!piece) return;
      const classes = [said && 'said', said?.of.anonymous && 'unnamedsaid', event && `event ${words.quadOf(event.of)} ${event.of.factuality}`].filter(Boolean).join(' ');
      const part = h('span', { class: classes || null }, piece);
      [part.at, part.until] = [start, end];
      const mark = event ?? said;
      if (mark) {
        // One stop for the keyboard a mark, not one a piece of it.
        const isFirst = !seen.has(mark);
        seen.add(mark);
        if (isFirst) { part.tabIndex = 0; part.setAttribute('role', 'button'); }
        if (isFirst && said && mark === said) part.dataset.speaker = speakerOf(said.of);
        part.addEventListener('mouseenter', () => look(mark, part));
        part.addEventListener('focus', () => look(mark, part));
        part.addEventListener('click', () => look(mark, part));
        elements.push(part);
      }
      parts.push(part);
      paragraphs.at(-1).push(part);
    });
  }
  const text = h('div.text', null, paragraphs.map((pieces, number) =>
    h(number === 0 && record.report.title ? heading : 'p', null, pieces)));
  return h('div.marked', null, text, side);
}

function row(name, value) {
  return [h('dt', null, name), h('dd', null, value)];
}

function hint() {
  return [h('p', null, 'Point at, tap or tab to what is marked.'),
    h('ul.key', null,
      h('li', null, h('span.said', null, 'what somebody is quoted as saying')),
      h('li', null, h('span.said.unnamedsaid', null, 'the same, by somebody unnamed')),
      words.QUAD_NAMES.map(({ name, short }) => h('li', null, h(`span.event.${short}`, null, name))))];
}
