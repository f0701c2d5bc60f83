// All happenings, those reported last first.

import { h } from '../dom.js';
import { ask } from '../api.js';
import { choice, field, files, form, growing, happeningCard, named, typeChoice } from '../parts.js';

export async function view({ query, go }) {
  const value = (name) => query.get(name) ?? '';
  const found = await ask('/happenings', query);
  return { title: 'Happenings', content: [
    h('h1', null, 'Happenings'),
    h('p.lead', null, 'What one or several reports tell of, joined. Each shows the sentence that told it first.'),
    form('/happenings', go, [
      named('Somebody in it', 'actor', value('actor')), field('Place', 'place', value('place')), typeChoice(value('type')),
      choice('Told by', 'origins', value('origins'), [['', 'any number of origins'], ['2', 'two origins or more'], ['3', 'three or more']]),
      field('From', 'from', value('from'), { type: 'date' }), field('To', 'to', value('to'), { type: 'date' }),
    ]),
    files('/happenings', query), growing('/happenings', query, found, happeningCard),
  ] };
}
