// When: happenings by day, week or month, beside how many reports there are.

import { h, to } from '../dom.js';
import { ask } from '../api.js';
import { choice, cutBy, empty, field, form, growing, happeningCard, named, typeChoice } from '../parts.js';
import { timelineChart } from '../chart.js';
import { day } from '../words.js';

export async function view({ query, go }) {
  const value = (name) => query.get(name) ?? '';
  const by = value('by') || 'month';
  const filters = { actor: value('actor'), place: value('place'), type: value('type'), from: value('from'), to: value('to') };
  const timeline = await ask('/timeline', to('', { by, ...filters }).slice(1));
  const at = value('at');
  const end = at && new Date(`${at}${by === 'month' ? '-01' : ''}T00:00:00Z`);
  if (end) {
    if (by === 'month') { end.setUTCMonth(end.getUTCMonth() + 1); end.setUTCDate(0); }
    if (by === 'week') end.setUTCDate(end.getUTCDate() + 6);
  }
  const within = at ? { ...filters, from: by === 'month' ? `${at}-01` : at, to: end.toISOString().slice(0, 10) } : filters;
  const question = to('', within).slice(1);
  const found = await ask('/happenings', question);
  return { title: 'Timeline', content: [
    h('h1', null, 'Timeline'),
    form('/timeline', go, [choice('By', 'by', by, [['day', 'day'], ['week', 'week'], ['month', 'month']]), named('Somebody in it', 'actor', filters.actor),
      field('Place', 'place', filters.place), typeChoice(filters.type), field('From', 'from', filters.from, { type: 'date' }), field('To', 'to', filters.to, { type: 'date' })]),
    cutBy(timeline.counted_from),
    timeline.stretches.length
      ? timelineChart({ ...timeline, by, chosen: at, choose: (period) => go(to('/timeline', { by: value('by'), ...filters, at: period === at ? '' : period }), { keep: true }) })
      : empty(),
    h('h2', null, at ? `Reported of ${day(at)}${by === 'week' ? ' and the six days after' : ''}` : 'Reported last'),
    growing('/happenings', question, found, happeningCard),
  ] };
}
