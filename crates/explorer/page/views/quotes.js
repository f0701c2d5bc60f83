// Who says what: statements by speaker, those of the unnamed, and through whom they came.

import { h, to } from '../dom.js';
import { ask } from '../api.js';
import { choice, empty, field, files, form, growing, named, statementCard } from '../parts.js';
import { count, partyName } from '../words.js';

export async function view({ query, go }) {
  const value = (name) => query.get(name) ?? '';
  const [said, speakers] = await Promise.all([
    ask('/quotes', query).catch((error) => { if (error.status === 404) return { items: [], next: null, why: error.message }; throw error; }),
    ask('/speakers', 'limit=12')]);
  return { title: 'Who says what', content: [
    h('h1', null, 'Who says what'),
    form('/quotes', go, [named('Speaker', 'speaker', value('speaker')), named('About', 'actor', value('actor')),
      field('Words in the report', 'words', value('words')),
      choice('Speaker is', 'anonymous', value('anonymous'), [['', 'anybody'], ['true', 'unnamed'], ['false', 'named']]),
      field('Via', 'via', value('via')), field('From', 'from', value('from'), { type: 'date' }), field('To', 'to', value('to'), { type: 'date' })]),
    h('div.beside', null,
      h('div', null, files('/quotes', query), said.why ? empty(`No reports: ${said.why}.`) : growing('/quotes', query, said, statementCard)),
      h('aside', null,
        h('h2', null, 'Quoted most'),
        h('ul.pairs', null, speakers.speakers.map((one) => h('li', null, h('a', { href: to('/quotes', { speaker: one.handle }) }, partyName(one.handle, one.label)), h('span.quiet', null, count(one.n_statements, 'statement')))),
          speakers.n_anonymous > 0 && h('li', null, h('a', { href: '/quotes?anonymous=true' }, 'Unnamed sources'), h('span.quiet', null, count(speakers.n_anonymous, 'statement')))),
        speakers.via.length > 0 && [h('h2', null, 'Passed on by'), h('ul.pairs', null, speakers.via.map(([name, n]) => h('li', null, h('a', { href: to('/quotes', { via: name }) }, name), h('span.quiet', null, count(n, 'statement')))))])),
  ] };
}
