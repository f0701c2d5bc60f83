// Where reports cannot all be right.

import { h } from '../dom.js';
import { ask } from '../api.js';
import { files, growing, origins, quoted, typed } from '../parts.js';
import { contradictionList } from './happening.js';

function card({ happening, contradictions }) {
  const sides = [happening.sources, happening.recipients].filter((side) => side.length).map((side) => side.slice(0, 3).join(', '));
  return h('article.card.wide', null, h('p.tags', null, typed(happening)),
    h('h2', null, h('a', { href: `/happening/${happening.id}` }, sides.join(' → ') || 'Nobody named', happening.places.length ? `, ${happening.places[0]}` : '')),
    quoted(happening.sentence), contradictionList(contradictions.slice(0, 4)), h('p.byline', null, origins(happening)));
}

export async function view({ query }) {
  const found = await ask('/disagreements', query);
  return { title: 'Disagreements', content: [
    h('h1', null, 'Disagreements'),
    h('p.lead', null, 'Happenings whose reports give figures that exclude each other, deny what others tell, or name others as those who did it. Which is right is not said here.'),
    files('/disagreements', query), h('div.single', null, growing('/disagreements', query, found, card)),
  ] };
}
