// Two actors over time.

import { h, replace, to } from '../dom.js';
import { ask } from '../api.js';
import { choice, cutBy, empty, eventCard, field, form, named, statementCard } from '../parts.js';
import { relationChart } from '../chart.js';
import { count, day, partyName } from '../words.js';

// The days of a period.
function bounds(period, by) {
  if (!period) return {};
  if (by === 'month') {
    const [year, month] = period.split('-').map(Number);
    return { from: `${period}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
  }
  const end = new Date(`${period}T00:00:00Z`);
  if (by === 'week') end.setUTCDate(end.getUTCDate() + 6);
  return { from: period, to: end.toISOString().slice(0, 10) };
}

export async function view({ query, go }) {
  const value = (name) => query.get(name) ?? '';
  const [one, other, by] = [value('one'), value('other'), value('by') || 'month'];
  const head = [h('h1', null, one && other ? `${partyName(one, one.replace(/^name:/, ''))} and ${partyName(other, other.replace(/^name:/, ''))}` : 'Relations'),
    form('/relation', go, [named('Between', 'one', one, { required: true }), named('And', 'other', other, { required: true }),
      choice('By', 'by', by, [['day', 'day'], ['week', 'week'], ['month', 'month']]),
      field('From', 'from', value('from'), { type: 'date' }), field('To', 'to', value('to'), { type: 'date' })])];
  if (!one || !other) {
    const pairs = await ask('/pairs', 'limit=16');
    return { title: 'Relations', content: [...head, h('h2', null, 'Most told of together'), h('ul.pairs', null, pairs.items.map((pair) => h('li', null,
      h('a', { href: to('/relation', { one: pair.one[0], other: pair.other[0] }) }, `${partyName(...pair.one)} and ${partyName(...pair.other)}`),
      h('span.quiet', null, count(pair.n_events, 'event')))))] };
  }
  const question = { one, other, by, from: value('from'), to: value('to') };
  const [relation, timeline] = await Promise.all([ask('/relations', to('', { ...question, limit: 50 }).slice(1)), ask('/timeline', to('', { by }).slice(1))]);
  const chart = h('div', null);
  const told = h('div', { id: 'told' });
  function show(events, statements, words, more) {
    replace(told, h('h2', null, words),
      events.length + statements.length === 0 && empty('No reports tell of the two together then.'),
      h('div.grid', null, events.map((event) => eventCard(event))),
      statements.length > 0 && [h('h3', null, 'Statements in which both are'), h('div.grid', null, statements.map(statementCard))],
      more && h('p.quiet', null, 'There are more; choose a shorter period.'));
  }
  async function choose(period, { keep = true } = {}) {
    draw(period);
    const within = await ask('/relations', to('', { ...question, ...bounds(period, by), limit: 100 }).slice(1));
    show(within.events, within.statements.filter((said) => said.has_both), `Reported of ${day(period)}${by === 'week' ? ' and the six days after' : ''}`, within.has_more_events);
    if (keep) {
      history.replaceState(null, '', to('/relation', { ...question, at: period }));
      told.scrollIntoView({ block: 'nearest' });
    }
  }
  function draw(chosen) {
    const before = document.activeElement?.getAttribute('aria-label');
    replace(chart, relation.periods.length ? relationChart({ periods: relation.periods, volume: timeline.volume, by, chosen, choose }) : empty('No reports tell of the two together.'));
    if (before) [...chart.querySelectorAll('[role=button]')].find((one) => one.getAttribute('aria-label') === before)?.focus();
  }
  draw(value('at'));
  show(relation.events, relation.statements.filter((said) => said.has_both), 'Reported last', relation.has_more_events);
  return { title: 'Relation', content: [...head, cutBy(relation.counted_from), chart, h('p.quiet', null, 'Choose a column to see the sentences behind it. What several reports tell counts once; copies of a text do not count.'), told],
    ready: () => { if (value('at')) choose(value('at'), { keep: false }); } };
}
