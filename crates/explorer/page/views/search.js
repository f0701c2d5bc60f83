// Search: what is asked stands in the address.

import { h } from '../dom.js';
import { ask } from '../api.js';
import { byline, choice, cite, empty, eventCard, field, files, form, growing, named, quoted, statementCard, typeChoice } from '../parts.js';
import { FACTUALITIES, firmness } from '../words.js';

function card(hit) {
  if (hit.is === 'event') return eventCard(hit);
  if (hit.is === 'statement') return statementCard(hit);
  return h('article.card', null, h('h2', null, h('a', { href: `/report/${hit.report.id}` }, hit.report.title ?? 'Report without a title')),
    hit.sentence_words && hit.sentence_words !== hit.report.title && quoted(hit.sentence_words), h('div.cardfoot', null, byline(hit.report), h('div.acts', null, cite(hit.report, hit.sentence_words))));
}

export async function view({ query, go }) {
  const value = (name) => query.get(name) ?? '';
  const people = query.getAll('actor');
  const asking = form('/search', go, [
    field('Words in the report', 'words', value('words'), { type: 'search', placeholder: 'bridge OR ferry "road closed" -weather' }),
    choice('Find', 'find', value('find'), [['', 'what fits'], ['reports', 'reports'], ['events', 'events'], ['statements', 'statements']]),
    named('Somebody in it', 'actor', people[0]), named('And somebody', 'actor', people[1]),
    field('Place', 'place', value('place')), typeChoice(value('type')),
    choice('How firmly', 'factuality', value('factuality'), [['', 'any'], ...FACTUALITIES.map((one) => [one, firmness(one)])]),
    named('Speaker', 'speaker', value('speaker')),
    choice('Speaker is', 'anonymous', value('anonymous'), [['', 'anybody'], ['true', 'unnamed'], ['false', 'named']]),
    field('Via', 'via', value('via')), field('Outlet', 'outlet', value('outlet')),
    field('From', 'from', value('from'), { type: 'date' }), field('To', 'to', value('to'), { type: 'date' }),
  ], 'Search');
  const content = [h('h1', null, 'Search'), asking];
  if ([...query].length) {
    const found = await ask('/search', query).catch((error) => { if (error.status === 404) return { items: [], next: null, why: error.message }; throw error; });
    content.push(found.why ? empty(`No reports: ${found.why}.`) : [files('/search', query), growing('/search', query, found, card)]);
  }
  return { title: 'Search', content };
}
