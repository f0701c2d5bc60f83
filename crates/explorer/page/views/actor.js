// All that reports tell of one actor.

import { h, to } from '../dom.js';
import { ask } from '../api.js';
import { cutBy, empty, eventCard, form, named, statementCard } from '../parts.js';
import { count, list, partyName } from '../words.js';

export async function view({ query, go }) {
  const name = query.get('name') ?? '';
  const asking = form('/actor', go, [named('Country, person or body', 'name', name.replace(/^name:/, ''), { required: true })]);
  if (!name) return { title: 'Actor', content: [h('h1', null, 'Actor'), asking] };
  const told = await ask('/actor', to('', { name, limit: 20 }).slice(1));
  const party = told.parties[0];
  const title = party ? partyName(party.handle, party.label) : name;
  const others = [...new Set(told.parties.flatMap((one) => one.names))].filter((one) => one.toLowerCase() !== title.toLowerCase()).slice(0, 8);
  return { title, content: [
    h('h1', null, title),
    others.length > 0 && h('p.lead', null, `Also reported as ${list(others)}.`),
    h('dl.numbers', null, [['reports', told.n_reports], ['happenings it is reported to have done', told.n_done], ['done to, with or about it', told.n_undergone], ['statements', told.n_said]]
      .map(([label, n]) => h('div', null, h('dt', null, label), h('dd', null, n.toLocaleString('en-GB'))))),
    cutBy(told.counted_from),
    told.with.length > 0 && h('section', null, h('h2', null, 'Most told of together with'),
      h('ul.pairs', null, told.with.slice(0, 10).map(([handle, label, n]) => h('li', null, h('a', { href: to('/relation', { one: party?.handle ?? name, other: handle }) }, partyName(handle, label)), h('span.quiet', null, count(n, 'happening')))))),
    h('section', null, h('h2', null, 'Events reported last'), h('div.grid', null, told.events.length ? told.events.map((event) => eventCard(event)) : empty('No reports of events.'))),
    h('section', null, h('h2', null, 'Statements reported last'), told.statements.length ? h('div.grid', null, told.statements.map(statementCard)) : empty('No reports of statements.')),
    h('p', null, h('a', { href: to('/quotes', { speaker: party?.handle ?? name }) }, 'All statements'), ' · ', h('a', { href: to('/happenings', { actor: party?.handle ?? name }) }, 'All happenings')),
    asking,
  ] };
}
