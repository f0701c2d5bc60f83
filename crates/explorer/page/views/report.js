// One report, marked.

import { h } from '../dom.js';
import { ask } from '../api.js';
import { byline, cite } from '../parts.js';
import { marked } from '../marked.js';

export async function view({ id }) {
  const { report, copies, record, happenings } = await ask(`/reports/${encodeURIComponent(id)}`);
  const joined = new Map(record.events.map((event, at) => [event.id, happenings[at]?.[1]]).filter(([, one]) => one));
  return { title: report.title ?? 'Report', content: [
    h('div.reporthead', null, !(report.title && record.report.text) && h('h1.small', null, report.title ?? 'Report without a title'), byline(report),
      record.report.byline.length > 0 && h('p.byline', null, `By ${record.report.byline.join(', ')}`),
      report.url && h('p.byline', null, /^https?:/i.test(report.url) ? h('a', { href: report.url, rel: 'noreferrer noopener' }, report.url) : report.url), cite(report, null)),
    record.report.text ? marked(record, joined, 'h1') : h('p.empty', null, 'This archive keeps no texts.'),
    copies.length > 0 && h('section', null, h('h2', null, 'The same text elsewhere'), copies.map(byline)),
    h('p.quiet.hash', null, `blake3 ${report.id}`),
  ] };
}
