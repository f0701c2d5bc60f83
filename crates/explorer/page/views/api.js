// The API for readers, out of its own description.

import { h } from '../dom.js';
import { ask } from '../api.js';

export async function view() {
  const described = await ask('/openapi.json');
  const kind = (schema) => schema.enum?.join(' | ') ?? (schema.type === 'array' ? `${kind(schema.items)}, repeatable` : schema.format ?? schema.type ?? 'text');
  return { title: 'API', content: [
    h('h1', null, 'API'),
    h('p.lead', null, 'Everything these pages show, for programs. Answers are JSON; lists come as CSV and JSONL too, and go on with “cursor”. ', h('a', { href: '/api/v1/openapi.json' }, 'OpenAPI 3.1')),
    Object.entries(described.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => h('section.endpoint', null,
      h('h2', null, h('code', null, `${method.toUpperCase()} ${path}`)), h('p', null, one.summary, '.'),
      one.parameters?.length > 0 && h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': `Parameters of ${path}` }, h('table', null, h('thead', null, h('tr', null, ['Parameter', 'Takes', 'What it is'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', null, one.parameters.map((parameter) => h('tr', null, h('th', { scope: 'row' }, h('code', null, parameter.name), parameter.required ? ' (needed)' : ''), h('td', null, kind(parameter.schema)), h('td', null, parameter.description))))))))),
  ] };
}
