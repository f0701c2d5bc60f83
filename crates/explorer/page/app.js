// Which view the address asks for. Every view is an address; going back and forth is the browser's own.

import { h, replace, say } from './dom.js';
import { leave } from './api.js';

// Views are fetched when they are first opened.
const VIEWS = {
  '': () => import('./views/home.js'),
  read: () => import('./views/read.js'),
  search: () => import('./views/search.js'),
  report: () => import('./views/report.js'),
  happenings: () => import('./views/happenings.js'),
  happening: () => import('./views/happening.js'),
  relation: () => import('./views/relation.js'),
  timeline: () => import('./views/timeline.js'),
  map: () => import('./views/map.js'),
  quotes: () => import('./views/quotes.js'),
  disagreements: () => import('./views/disagreements.js'),
  actor: () => import('./views/actor.js'),
  api: () => import('./views/api.js'),
};

const main = document.getElementById('main');
let turn = 0;

export function go(address, { keep = false } = {}) {
  history.pushState(null, '', address);
  return show(keep);
}

// `keep` leaves the focus and the place on the page as they are.
async function show(keep = false) {
  const mine = ++turn;
  leave();
  const [name, id] = location.pathname.slice(1).split('/');
  const query = new URLSearchParams(location.search);
  for (const link of document.querySelectorAll('#nav a')) {
    const here = link.getAttribute('href') === `/${name}` || (name === 'happening' && link.getAttribute('href') === '/happenings');
    if (!here) { link.removeAttribute('aria-current'); continue; }
    link.setAttribute('aria-current', 'page');
    // On a phone the row of views is wider than the screen.
    const row = link.closest('ul');
    row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  }
  const waiting = setTimeout(() => { if (mine === turn) main.setAttribute('aria-busy', 'true'); }, 120);
  try {
    const view = await (VIEWS[name] ?? VIEWS[''])();
    const { title, content, ready } = await view.view({ id: id && decodeURIComponent(id), query, go });
    if (mine !== turn) return;
    document.title = title ? `${title} · dateline` : 'dateline';
    replace(main, content);
    ready?.();
  } catch (error) {
    if (error.name === 'AbortError' || mine !== turn) return;
    document.title = 'dateline';
    replace(main, fault(error));
  } finally {
    clearTimeout(waiting);
    if (mine === turn) main.removeAttribute('aria-busy');
  }
  if (!keep) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
    say(document.title);
  }
}

function fault(error) {
  const isNothing = error.status === 404;
  return h('section.narrow', null,
    h('h1', null, isNothing ? 'No reports' : 'No answer'),
    h('p.lead', null, sentence(error.message)),
    isNothing && h('p', null, 'That the archive holds no report of it does not mean that nothing happened.'),
    h('p', null, h('a', { href: '/search' }, 'Search the archive')));
}

const sentence = (words) => words.charAt(0).toUpperCase() + words.slice(1) + (/[.?!]$/.test(words) ? '' : '.');

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const address = new URL(link.href, location.href);
  const isOurs = address.origin === location.origin && !address.pathname.startsWith('/api/') && !link.target && !link.hasAttribute('download');
  if (!isOurs || (address.pathname === location.pathname && address.search === location.search && address.hash)) return;
  event.preventDefault();
  go(address.pathname + address.search + address.hash);
});
window.addEventListener('popstate', () => show());
show(true);
