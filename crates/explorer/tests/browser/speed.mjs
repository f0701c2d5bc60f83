// How long the API takes with many readers at once: node speed.mjs URL [READERS] [SECONDS]. Start the server with a --rate that allows it.
const [url, readers = '20', seconds = '20'] = process.argv.slice(2);
const base = `${url.replace(/\/$/, '')}/api/v1`;
const get = async (path) => (await fetch(base + path)).json();

const happenings = (await get('/happenings?limit=200')).items;
const pairs = (await get('/pairs?limit=50')).items;
const speakers = (await get('/speakers?limit=50')).speakers;
const reports = (await get('/search?find=reports&limit=200')).items;
const days = [...new Set(reports.map((one) => one.report.published))].sort();
let n = 0;
const one = (list) => list[(n = (n * 1103515245 + 12345) % 2147483648) % list.length];
const part = (text) => encodeURIComponent(text);
const words = reports.flatMap((hit) => (hit.report.title ?? '').split(/\W+/)).filter((word) => word.length > 3);
const QUESTIONS = {
  stats: () => '/stats', happenings: () => `/happenings?limit=20&to=${one(days)}`, 'happenings, told by two': () => `/happenings?origins=2&to=${one(days)}`,
  dossier: () => `/happenings/${one(happenings).id}`, report: () => `/reports/${one(reports).report.id}`, words: () => `/search?words=${part(one(words))}`,
  'words, events': () => `/search?find=events&words=${part(one(words))}`, quotes: () => `/quotes?speaker=${part(one(speakers).handle)}`,
  relations: () => { const pair = one(pairs); return `/relations?one=${part(pair.one[0])}&other=${part(pair.other[0])}&limit=50&to=${one(days)}`; },
  timeline: () => `/timeline?by=month&to=${one(days)}`, places: () => `/places?to=${one(days)}`, actor: () => `/actor?name=${part(one(speakers).handle)}`,
  speakers: () => '/speakers?limit=12', pairs: () => '/pairs?limit=8', disagreements: () => '/disagreements', names: () => `/actors?begins=${part(one(words).slice(0, 3))}`,
};
// The first of each alone, before any answer is kept.
const first = new Map();
for (const [name, path] of Object.entries(QUESTIONS)) {
  const began = performance.now();
  await (await fetch(`${base}${path()}`)).arrayBuffer();
  first.set(name, (performance.now() - began).toFixed(0));
}
const took = new Map(Object.keys(QUESTIONS).map((name) => [name, []]));
const wrong = new Map();
const end = Date.now() + Number(seconds) * 1000;
await Promise.all(Array.from({ length: Number(readers) }, async (_, at) => {
  const names = Object.keys(QUESTIONS);
  for (let turn = at; Date.now() < end; turn++) {
    const name = names[turn % names.length];
    const began = performance.now();
    const response = await fetch(base + QUESTIONS[name]());
    await response.arrayBuffer();
    took.get(name).push(performance.now() - began);
    if (response.status !== 200) wrong.set(`${name} ${response.status}`, (wrong.get(`${name} ${response.status}`) ?? 0) + 1);
  }
}));
const at = (times, share) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(0);
for (const [name, times] of took) console.log(`${name.padEnd(26)} ${String(times.length).padStart(5)} answers, half in ${at(times, 0.5)} ms, 95 % in ${at(times, 0.95)} ms; the first alone in ${first.get(name)} ms`);
const all = [...took.values()].flat();
console.log(`${all.length} answers in ${seconds} s; half in ${at(all, 0.5)} ms, 95 % in ${at(all, 0.95)} ms`, wrong.size ? [...wrong] : '');
