// Charts as SVG: bars over time, intensity, figures on a scale. Each bar is a button with its numbers in words.

import { h, s } from './dom.js';
import * as words from './words.js';

const WIDE = 960;
const LEFT = 44;

// All periods from the first to the last, also those of which nothing is told.
export function filled(names, by) {
  const known = [...new Set(names.filter(Boolean))].sort();
  if (!known.length) return [];
  const out = [];
  const step = { day: 1, week: 7 }[by];
  let at = new Date(`${known[0]}${by === 'month' ? '-01' : ''}T00:00:00Z`);
  const end = known.at(-1);
  while (out.length < 400) {
    const name = at.toISOString().slice(0, by === 'month' ? 7 : 10);
    if (name > end) return out;
    out.push(name);
    if (step) at.setUTCDate(at.getUTCDate() + step); else at.setUTCMonth(at.getUTCMonth() + 1);
  }
  return known;
}

function frame(names, high, label) {
  const wide = (WIDE - LEFT) / Math.max(names.length, 1);
  return { x: (at) => LEFT + at * wide, wide, box: s('svg', { viewBox: `0 0 ${WIDE} ${high}`, class: 'chart', role: 'group', 'aria-label': label }) };
}

function axis(names, by, x, wide, y) {
  const every = Math.max(1, Math.ceil(names.length / 8));
  return names.map((name, at) => at % every === 0 &&
    s('text', { x: x(at) + wide / 2, y, class: 'tick', 'text-anchor': at === 0 && wide < 60 ? 'start' : 'middle' }, by === 'month' ? words.day(name).replace(/^(\w{3})\w* /, '$1 ') : words.day(name).replace(/ \d{4}$/, names.length > 60 ? '$&' : '')));
}

const nice = (most) => { const unit = 10 ** Math.floor(Math.log10(Math.max(most, 1))); return [1, 2, 5, 10].map((n) => n * unit).find((n) => n >= most) ?? most; };

// A band of bars: `parts(name)` gives [class, count] from the bottom up.
function bars({ names, parts, top, high, x, wide, most, title }) {
  const scale = nice(most);
  const y = (n) => top + high - (n / scale) * high;
  return [
    s('text', { x: 0, y: top - 13, class: 'strip' }, title),
    [0, scale].map((n) => [s('line', { x1: LEFT, x2: WIDE, y1: y(n), y2: y(n), class: 'rule' }), s('text', { x: LEFT - 8, y: y(n) + 4, class: 'tick', 'text-anchor': 'end' }, n)]),
    names.map((name, at) => {
      let n = 0;
      return parts(name).filter(([, count]) => count).map(([kind, count]) => {
        n += count;
        const width = Math.min(Math.max(wide - 2, 3), 46);
        return s('rect', { x: x(at) + (wide - width) / 2, y: y(n), width, height: Math.max((count / scale) * high - 1, 1), class: `bar ${kind}` });
      });
    }),
  ];
}

// What a click on a period does, over the whole height of the chart.
function columns({ names, x, wide, high, label, chosen, choose }) {
  return names.map((name, at) => label(name) && s('rect', {
    x: x(at), y: 0, width: wide, height: high, class: name === chosen ? 'column chosen' : 'column', tabindex: 0, role: 'button',
    'aria-pressed': String(name === chosen), 'aria-label': label(name), onclick: () => choose(name),
    onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(name); } },
  }, s('title', null, label(name))));
}

export function timelineChart({ stretches, volume, by, chosen, choose }) {
  const told = new Map(stretches.map((one) => [one.period, one]));
  const reports = new Map(volume);
  const names = filled([...told.keys()], by);
  const { x, wide, box } = frame(names, 330, 'Happenings over time');
  const parts = (name) => words.QUAD_NAMES.map(({ name: quad, short }) => [short, told.get(name)?.quads[quad] ?? 0]);
  const most = Math.max(1, ...names.map((name) => parts(name).reduce((sum, [, n]) => sum + n, 0)));
  box.append(...[
    bars({ names, parts, top: 28, high: 180, x, wide, most, title: 'Happenings that reports tell of' }),
    bars({ names, parts: (name) => [['volume', reports.get(name) ?? 0]], top: 250, high: 50, x, wide, most: Math.max(1, ...names.map((name) => reports.get(name) ?? 0)), title: 'All reports published then' }),
    axis(names, by, x, wide, 322),
    columns({ names, x, wide, high: 304, chosen, choose, label: (name) => {
      const one = told.get(name);
      return one && `${words.day(name)}: ${words.count(one.n_happenings, 'happening')}, told by ${words.count(one.n_reports, 'report')}`;
    } }),
  ].flat(5).filter(Boolean));
  return h('figure.chartbox', null, scrolling(box), legend(words.QUAD_NAMES.map(({ name, short }) => [short, name])));
}

const STANDINGS = [['asserted', 'asserted by reports'], ['attributed', 'attributed to others'], ['planned', 'planned'], ['possible', 'possible'], ['denied', 'denied']];

export function relationChart({ periods, volume, by, chosen, choose }) {
  const told = new Map(periods.map((one) => [one.period, one]));
  const reports = new Map(volume);
  const names = filled([...told.keys()], by);
  const { x, wide, box } = frame(names, 540, 'What is told of the two, over time');
  const parts = (side) => (name) => STANDINGS.map(([standing]) => [`${side} ${standing}`, told.get(name)?.[side][standing].n ?? 0]);
  const total = (side) => (name) => parts(side)(name).reduce((sum, [, n]) => sum + n, 0);
  const most = Math.max(1, ...names.flatMap((name) => [total('deeds')(name), total('words')(name)]));
  const y = (intensity) => 345 - intensity * 4.5;
  const dots = names.flatMap((name, at) => ['deeds', 'words'].flatMap((side, shift) => ['asserted', 'attributed'].map((standing) => {
    const count = told.get(name)?.[side][standing];
    return count?.intensity !== null && count?.intensity !== undefined &&
      s(side === 'deeds' ? 'rect' : 'circle', { class: `dot ${side} ${standing}`, ...(side === 'deeds'
        ? { x: x(at) + wide / 2 - 8, y: y(count.intensity) - 4, width: 8, height: 8 }
        : { cx: x(at) + wide / 2 + 4, cy: y(count.intensity), r: 4.5 }) });
  })));
  box.append(...[
    bars({ names, parts: parts('deeds'), top: 28, high: 90, x, wide, most, title: 'Deeds' }),
    bars({ names, parts: parts('words'), top: 160, high: 90, x, wide, most, title: 'Words' }),
    s('text', { x: 0, y: 284, class: 'strip' }, 'Mean intensity, from conflict (−10) to cooperation (+10)'),
    [-10, 0, 10].map((n) => [s('line', { x1: LEFT, x2: WIDE, y1: y(n), y2: y(n), class: n ? 'rule' : 'rule zero' }), s('text', { x: LEFT - 8, y: y(n) + 4, class: 'tick', 'text-anchor': 'end' }, n > 0 ? `+${n}` : String(n).replace('-', '−'))]),
    dots,
    bars({ names, parts: (name) => [['volume', reports.get(name) ?? 0]], top: 436, high: 64, x, wide, most: Math.max(1, ...names.map((name) => reports.get(name) ?? 0)), title: 'All reports published then' }),
    axis(names, by, x, wide, 528),
    columns({ names, x, wide, high: 510, chosen, choose, label: (name) => {
      const one = told.get(name);
      return one && `${words.day(name)}: ${words.count(total('deeds')(name), 'deed')}, ${words.count(total('words')(name), 'act')} in words, ${words.count(one.n_statements, 'statement')}; told by ${words.count(one.n_reports, 'report')}`;
    } }),
  ].flat(5).filter(Boolean));
  return h('figure.chartbox', null, scrolling(box),
    legend(STANDINGS.map(([kind, name]) => [`deeds ${kind}`, name])),
    h('p.quiet', null, 'Intensity: squares are deeds, circles words; filled where reports assert, hollow where they attribute. The lowest band is all that was published: more coverage is not more conflict.'));
}

// On a phone the latest days are seen first.
function scrolling(box) {
  const scroll = h('div.scroll', null, box);
  requestAnimationFrame(() => { scroll.scrollLeft = scroll.scrollWidth; });
  return scroll;
}

function legend(items) {
  return h('ul.legend', null, items.map(([kind, name]) => h('li', null, s('svg', { viewBox: '0 0 14 14', 'aria-hidden': 'true' }, s('rect', { x: 1, y: 1, width: 12, height: 12, class: `bar ${kind}` })), name)));
}

// Figures of one kind, a line a giver, on one scale.
export function figureScale(figures) {
  const ends = figures.flatMap((one) => [one.low, one.high]).filter((n) => n !== null);
  const most = nice(Math.max(1, ...ends));
  const x = (n) => 6 + (n / most) * 188;
  return h('table.figures', null,
    h('caption', null, `${figures[0].kind}: who gives which figure`),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'According to'), h('th', { scope: 'col' }, 'Figure'), h('th', { scope: 'col' }, `0 to ${most.toLocaleString('en-GB')}`), h('th', { scope: 'col' }, 'Reported'))),
    h('tbody', null, figures.map((one) => h('tr', null,
      h('th', { scope: 'row' }, words.list(one.givers.map((given) => words.giver(given, one))) || 'nobody named'),
      h('td', null, words.figure(one)),
      h('td', null, s('svg', { viewBox: '0 0 200 16', class: 'scale', 'aria-hidden': 'true' },
        s('line', { x1: 6, x2: 194, y1: 8, y2: 8, class: 'rule' }),
        (one.low ?? one.high) !== one.high || one.low !== one.high
          ? s('line', { x1: x(one.low ?? 0), x2: x(one.high ?? most), y1: 8, y2: 8, class: 'range' }) : '',
        s('circle', { cx: x(one.low ?? one.high ?? 0), cy: 8, r: 5, class: 'point' }))),
      h('td', null, h('a', { href: `/report/${one.report}` }, words.outlet(one)), `, ${words.day(one.published)}`)))));
}
