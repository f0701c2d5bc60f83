// The dossier of a happening: what each origin's reports say of it, side by side.

import { h } from '../dom.js';
import { ask } from '../api.js';
import { byline, cite, firmly, origins, parties, quoted, statementCard, typed } from '../parts.js';
import { figureScale } from '../chart.js';
import { accordingTo, count, days, firmness, spelled } from '../words.js';

// What a side says, in words that assert nothing.
const says = (side, kind) => (kind === 'denial' ? firmness(side.says) : side.says.replace(/\d{4,}/g, (digits) => Number(digits).toLocaleString('en-GB')));

const KINDS = { figures: 'Figures', denial: 'Denied', culprit: 'Who did it' };

export function contradictionList(contradictions) {
  return h('ul.contradictions', null, contradictions.map((one) => h('li', null,
    h('span.kind', null, one.about ? `${KINDS[one.kind] ?? one.kind}: ${one.about}` : KINDS[one.kind] ?? one.kind),
    [one.one, one.other].map((side, at) => [at ? h('span.against', null, 'against') : '', h('span.side', null,
      h('b', null, says(side, one.kind) || 'nobody'), ' according to ', h('a', { href: `/report/${side.report}` }, side.according_to))]))));
}

export async function view({ id }) {
  const { happening, events, figures, contradictions, statements, n_events } = await ask(`/happenings/${encodeURIComponent(id)}`);
  const groups = new Map();
  for (const event of events) {
    const key = event.report.origin_key;
    if (!groups.has(key)) groups.set(key, { name: event.report.origin ?? event.report.outlet ?? 'Origin not known', events: [] });
    groups.get(key).events.push(event);
  }
  const kinds = new Map();
  for (const figure of figures) kinds.set(figure.kind, [...(kinds.get(figure.kind) ?? []), figure]);
  const sides = [happening.sources, happening.recipients].filter((side) => side.length).map((side) => side.join(', '));
  return { title: `${sides.join(' → ') || 'Happening'}`, content: [
    h('div.reporthead', null,
      h('p.tags', null, typed(happening), Object.keys(happening.factualities).map(firmly)),
      h('h1.small', null, sides.length ? sides.join(' → ') : 'Nobody named'),
      h('p.lead', null, origins(happening).replace(/^r/, 'R'), happening.places.length ? `, in ${spelled(happening.places).join(' or ')}` : '',
        '. First report ', days(happening.first_report, happening.last_report).replace(' to ', ', last '), '. ',
        happening.first_day ? `Dated by reports to ${days(happening.first_day, happening.last_day)}.` : 'No report gives its date.')),
    contradictions.length > 0 && h('section', null, h('h2', null, 'Where reports disagree'), contradictionList(contradictions)),
    kinds.size > 0 && h('section', null, h('h2', null, 'Figures'), h('div.scroll', null, [...kinds.values()].map(figureScale))),
    h('section', null, h('h2', null, 'What each origin says'),
      h('p.quiet', null, `Reports with one text, or from one agency, are one origin.${n_events > events.length ? ` The first ${events.length} of ${n_events} events are shown.` : ''}`),
      h('div.columns', null, [...groups.values()].map((group) => h('section.origin', null,
        h('h3', null, group.name, h('span.quiet', null, ` ${count(new Set(group.events.map((one) => one.report.id)).size, 'report')}`)),
        group.events.map((event) => h('article', null,
          quoted(event.mentions[0]?.sentence_words, [event.mentions[0]?.words]),
          h('p.giver', null, 'According to ', h('b', null, accordingTo(event.givers, event.report)), ' · ', firmly(event.factuality)),
          parties(event), byline(event.report),
          h('div.acts', null, cite(event.report, event.mentions[0]?.sentence_words),
            h('details.why', null, h('summary', null, 'Why it is here'), h('p', null, event.joined.to ? `${event.joined.why} (likeness ${event.joined.likeness.toFixed(2)}, by ${event.joined.by === 'user' ? 'a user' : 'the reader'})` : 'It is the first report of it in the archive.'))))))))),
    statements.length > 0 && h('section', null, h('h2', null, 'Statements that carry it'), h('div.grid', null, statements.map(statementCard))),
  ] };
}
