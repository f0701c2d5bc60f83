// Where: places that reports name, on outlines of our own. A halo is as wide as the place is vague.

import { h, replace, s, to } from '../dom.js';
import { ask } from '../api.js';
import { choice, empty, field, files, form, growing, happeningCard, named, typeChoice } from '../parts.js';
import { count, country, FACTUALITIES, firmness } from '../words.js';

const [WIDE, HIGH] = [960, 467];
// The Equal Earth projection (Šavrič, Patterson, Jenny 2018): no country looks larger than it is.
function project(lon, lat) {
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin((lat * Math.PI) / 180));
  const [t2, t6] = [t * t, t ** 6];
  const x = (2 * Math.sqrt(3) * ((lon * Math.PI) / 180) * Math.cos(t)) / (3 * (1.340264 - 0.243318 * t2 + t6 * (0.006251 + 0.034164 * t2)));
  const y = t * (1.340264 - 0.081106 * t2 + t6 * (0.000893 + 0.003796 * t2));
  return [WIDE / 2 + x * 177, HIGH / 2 - y * 177];
}

// How far off a place may be, in kilometres, by how exactly it is known.
const VAGUE = { point: 0, city: 15, admin1: 120, country: 400, region: 800 };
const EXACTLY = { point: 'known to the spot', city: 'known to the town', admin1: 'known to the province only', country: 'known to the country only', region: 'known to the region only' };

let world;

function line(steps) {
  let [x, y, out] = [0, 0, ''];
  for (let at = 0; at < steps.length; at += 2) {
    x += steps[at]; y += steps[at + 1];
    out += `${at ? 'L' : 'M'}${project(x / 10, y / 10).map((n) => n.toFixed(1)).join(' ')}`;
  }
  return out;
}

export async function view({ query, go }) {
  world ??= await (await fetch('/assets/world.json')).json();
  const value = (name) => query.get(name) ?? '';
  const filters = { actor: value('actor'), type: value('type'), factuality: value('factuality'), from: value('from'), to: value('to') };
  const { items: places, cut } = await ask('/places', to('', filters).slice(1));
  const box = s('svg', { viewBox: `0 0 ${WIDE} ${HIGH}`, class: 'worldmap', role: 'group', 'aria-label': 'Map of places that reports name' },
    s('path', { d: world.land.map((ring) => `${line(ring)}Z`).join(''), class: 'land' }),
    s('path', { d: world.borders.map(line).join(''), class: 'border' }));
  const told = h('div', { id: 'there' });
  const label = (place) => `${place.name}${place.country ? `, ${country(place.country)}` : ''}: ${count(place.n_happenings, 'happening')} reported, ${EXACTLY[place.precision] ?? ''}`;
  const spots = places.slice().reverse().map((place) => {
    const [x, y] = project(place.lon, place.lat);
    const halo = s('circle', { cx: x, cy: y, r: (VAGUE[place.precision] ?? 800) / 6371 * 177, class: 'halo' });
    const dot = s('circle', { cx: x, cy: y, class: `spot ${place.precision}` });
    const hit = s('circle', { cx: x, cy: y, class: 'hit', tabindex: 0, role: 'button', 'aria-label': label(place),
      onclick: () => choose(place), onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(place); } } }, s('title', null, label(place)));
    return { size: 2.5 + Math.sqrt(place.n_happenings) * 1.4, halo, dot, hit };
  });
  box.append(...spots.map((one) => one.halo), ...spots.map((one) => one.dot), ...spots.map((one) => one.hit));

  let [middleX, middleY, zoom] = [WIDE / 2, HIGH / 2, 1];
  function draw() {
    const [wide, high] = [WIDE / zoom, HIGH / zoom];
    middleX = Math.min(Math.max(middleX, wide / 2), WIDE - wide / 2);
    middleY = Math.min(Math.max(middleY, high / 2), HIGH - high / 2);
    box.setAttribute('viewBox', `${middleX - wide / 2} ${middleY - high / 2} ${wide} ${high}`);
    // On a small screen the outlines shrink, and what is to be touched does not.
    const shrink = zoom ** 0.85 / Math.min(2.2, WIDE / (box.clientWidth || WIDE));
    for (const { size, dot, hit } of spots) { dot.setAttribute('r', size / shrink); hit.setAttribute('r', Math.max(size, 9) / shrink); }
  }
  const nearer = (by) => { zoom = Math.min(Math.max(zoom * by, 1), 24); draw(); };
  let held = null;
  box.addEventListener('pointerdown', (event) => { held = [event.clientX, event.clientY, middleX, middleY]; });
  box.addEventListener('pointermove', (event) => {
    if (!held || event.buttons === 0) { held = null; return; }
    const scale = WIDE / zoom / box.clientWidth;
    middleX = held[2] - (event.clientX - held[0]) * scale;
    middleY = held[3] - (event.clientY - held[1]) * scale;
    draw();
  });
  box.addEventListener('wheel', (event) => { if (event.ctrlKey || event.metaKey) { event.preventDefault(); nearer(event.deltaY < 0 ? 1.2 : 1 / 1.2); } }, { passive: false });
  const move = (name, words, act) => h('button', { type: 'button', 'aria-label': words, onclick: act }, name);
  const steer = h('div.steer', null, move('+', 'Nearer', () => nearer(1.6)), move('−', 'Farther', () => nearer(1 / 1.6)),
    move('←', 'West', () => { middleX -= 120 / zoom; draw(); }), move('→', 'East', () => { middleX += 120 / zoom; draw(); }),
    move('↑', 'North', () => { middleY -= 80 / zoom; draw(); }), move('↓', 'South', () => { middleY += 80 / zoom; draw(); }));
  draw();
  if (places.length && !value('place')) {
    // Near enough that the places fill the view, and no nearer than a continent.
    const points = places.map((place) => project(place.lon, place.lat));
    const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
    const [wide, high] = [xs, ys].map((all) => Math.max(...all) - Math.min(...all) + 120);
    [middleX, middleY] = [xs, ys].map((all) => (Math.max(...all) + Math.min(...all)) / 2);
    zoom = Math.min(Math.max(Math.min(WIDE / wide, HIGH / high), 1), 4);
    draw();
  }

  async function choose(place, { keep = true } = {}) {
    const question = to('', { ...filters, place: place.name }).slice(1);
    const found = await ask('/happenings', question);
    replace(told, h('h2', null, `Reported in ${place.name}`), h('p.quiet', null, `${EXACTLY[place.precision] ?? ''}. Circles show how far off it may be.`.replace(/^k/, 'K')), growing('/happenings', question, found, happeningCard));
    if (keep) {
      history.replaceState(null, '', to('/map', { ...filters, place: place.name }));
      told.scrollIntoView({ block: 'nearest' });
    }
  }
  const chosen = value('place') && places.find((place) => place.name === value('place'));
  return { title: 'Map', content: [
    h('h1', null, 'Map'),
    form('/map', go, [named('Somebody in it', 'actor', filters.actor), typeChoice(filters.type), choice('How firmly', 'factuality', filters.factuality, [['', 'any'], ...FACTUALITIES.map((one) => [one, firmness(one)])]),
      field('From', 'from', filters.from, { type: 'date' }), field('To', 'to', filters.to, { type: 'date' })]),
    places.length ? h('figure.mapbox', null, box, steer, h('figcaption', null, 'A dot is where reports name a place, larger the more happenings; the ring around it is how far off it may be. Outlines: Natural Earth. Their lines say nothing of whose land it is.')) : empty('No reports name a place that is known.'),
    cut && h('p.quiet', null, `Not all: ${cut}.`),
    told,
    places.length > 0 && h('details', null, h('summary', null, `All ${places.length} places as a list`), files('/places', to('', filters).slice(1)),
      h('ul.pairs', null, places.slice(0, 200).map((place) => h('li', null, h('a', { href: to('/happenings', { ...filters, place: place.name }) }, place.name), h('span.quiet', null, `${country(place.country)} · ${count(place.n_happenings, 'happening')} · ${EXACTLY[place.precision] ?? ''}`))))),
  ], ready: () => { draw(); if (chosen) choose(chosen, { keep: false }); } };
}
