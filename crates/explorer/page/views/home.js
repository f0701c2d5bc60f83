// Where one begins: what the archive holds, and ways in.

import { h, to } from '../dom.js';
import { ask } from '../api.js';
import { count, days, partyName } from '../words.js';
import { empty, field, form, happeningCard } from '../parts.js';

export async function view({ go }) {
  const [stats, latest, pairs] = await Promise.all([ask('/stats'), ask('/happenings', 'limit=6'), ask('/pairs', 'limit=8')]);
  const numbers = [['reports', stats.n_reports], ['origins', stats.n_origins], ['statements', stats.n_statements], ['happenings', stats.n_happenings], ['told by more than one origin', stats.n_corroborated]];
  return { title: '', content: [
    h('section.hero', null,
      h('h1', null, 'What reports say, and on whose word'),
      h('p.lead', null, stats.n_reports
        ? `This archive holds ${count(stats.n_reports, 'report')}, published ${days(stats.first_day, stats.last_day)}.`
        : 'This archive holds no reports yet. “dateline add” puts some in; below, any text can be read.'),
      form('/search', go, [field('Words in reports', 'words', '', { placeholder: 'bridge “road closed” -weather', type: 'search' })], 'Search'),
      h('p', null, 'Or ', h('a', { href: '/read' }, 'read a text of your own'), '.')),
    h('dl.numbers', null, numbers.map(([name, n]) => h('div', null, h('dt', null, name), h('dd', null, n.toLocaleString('en-GB'))))),
    h('section', null, h('h2', null, 'Reported last'),
      h('div.grid', null, latest.items.length ? latest.items.map(happeningCard) : empty('No reports yet.')),
      latest.next && h('p', null, h('a', { href: '/happenings' }, 'All happenings'))),
    pairs.items.length > 0 && h('section', null, h('h2', null, 'Most told of together'),
      h('ul.pairs', null, pairs.items.map(({ one, other, n_events }) => h('li', null,
        h('a', { href: to('/relation', { one: one[0], other: other[0] }) }, `${partyName(...one)} and ${partyName(...other)}`),
        h('span.quiet', null, count(n_events, 'event', 'events')))))),
  ] };
}
