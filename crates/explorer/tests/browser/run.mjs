// The pages in a real browser: every view opened, the flows clicked through, the keyboard alone once; no console error, no
// request to elsewhere, nothing serious that axe finds; nothing that a report says is run.
//
//   node run.mjs PROGRAM [--shots FOLDER]
//
// CHROMIUM names the browser where it is not found by itself.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

import { made, served } from './archive.mjs';

const require = createRequire(import.meta.url);
const [program, ...rest] = process.argv.slice(2);
const shots = rest[0] === '--shots' ? rest[1] : null;
const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-headless-shell', '/usr/bin/google-chrome'];
const executablePath = places.find((path) => path && existsSync(path));
if (!executablePath) {
  console.log('SKIPPED: no chromium here; "apt-get install chromium-headless-shell" gives one. THE PAGES ARE NOT TESTED.');
  process.exit(0);
}

const faults = [];
const fault = (words) => { faults.push(words); console.log(`FAULT ${words}`); };
const expect = (is, words) => { if (!is) fault(words); };

const { folder, archive } = made(program);
const server = await served(program, archive);
const base = server.url.replace(/\/$/, '');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ask = async (path) => (await fetch(`${base}/api/v1${path}`)).json();

function watch(page, name) {
  page.on('console', (message) => {
    // A question about nobody is answered with 404, and the browser notes it.
    if (['error', 'warning'].includes(message.type()) && !/status of 40[04]/.test(message.text())) fault(`${name()}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => fault(`${name()}: ${error.message}`));
  page.on('request', (request) => { if (!request.url().startsWith(base)) fault(`${name()}: asks ${request.url()}`); });
}

async function settled(page) {
  await page.waitForFunction(() => document.querySelector('main h1, main h2') && !document.querySelector('main[aria-busy]'));
  await page.waitForTimeout(120);
}

const dossier = (await ask('/disagreements')).items.map((one) => one.happening).sort((a, b) => b.n_reports - a.n_reports)[0] ?? (await ask('/happenings')).items[0];
const pair = (await ask('/pairs')).items[0];
const evil = (await ask('/search?words=window.broken')).items[0].report;
const person = (await ask('/speakers')).speakers[0];
const relation = `/relation?one=${encodeURIComponent(pair.one[0])}&other=${encodeURIComponent(pair.other[0])}&by=week`;
const VIEWS = {
  home: '/', read: '/read', search: '/search?words=bridge', events: '/search?find=events&type=ASSAULT', happenings: '/happenings?origins=2',
  happening: `/happening/${dossier.id}`, relation, timeline: '/timeline?by=week', map: '/map', quotes: '/quotes',
  disagreements: '/disagreements', actor: `/actor?name=${encodeURIComponent(person.handle)}`, report: `/report/${evil.id}`,
  nobody: '/search?actor=Nobody+Known', nothing: '/happening/h0000000', api: '/api',
};
const SAMPLE = readFileSync(new URL('../../../../samples/border.txt', import.meta.url), 'utf8');

async function read(page) {
  await page.getByLabel('The report', { exact: true }).fill(SAMPLE);
  await page.getByLabel('Published').fill('2024-06-14');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.locator('.marked').waitFor({ timeout: 120_000 });
}

for (const scheme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries({ wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } })) {
    const page = await browser.newPage({ colorScheme: scheme, viewport, reducedMotion: 'reduce' });
    let at = '';
    watch(page, () => `${at} ${size} ${scheme}`);
    for (const [name, path] of Object.entries(VIEWS)) {
      at = name;
      await page.goto(base + path);
      await settled(page);
      if (name === 'read') {
        await read(page);
        await page.locator('.text [role=button].event').first().focus();
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide <= 0, `${at} ${size}: ${wide} pixels too wide`);
      expect(!(await page.evaluate(() => window.broken)), `${at}: a report's script ran`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      for (const one of found.violations) {
        const where = one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ');
        if (['serious', 'critical'].includes(one.impact)) fault(`${at} ${size} ${scheme}: axe ${one.id}: ${where}`);
        else if (scheme === 'light' && size === 'wide') console.log(`note ${at}: axe ${one.id} (${one.impact})`);
      }
      if (shots) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, `${name}-${size}-${scheme}.png`), fullPage: rest.includes('--full') });
      }
    }
    await page.close();
  }
}

// The flows.
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
const page = await context.newPage();
let flow = '';
watch(page, () => flow);

flow = 'read';
await page.goto(`${base}/read`);
await settled(page);
await read(page);
await page.locator('.text .said').first().click();
expect(/Speaker/.test(await page.locator('.meaning').innerText()), 'read: a quotation does not show its speaker');
await page.locator('.text [role=button].event').first().hover();
expect(/According to/.test(await page.locator('.meaning').innerText()), 'read: an event does not show who vouches');
expect(await page.locator('.unnamedsaid').count() > 0, 'read: the unnamed source does not stand out');

flow = 'search to dossier to citation';
await page.goto(base);
await settled(page);
await page.getByLabel('Words in reports').fill('bridge');
await page.getByRole('button', { name: 'Search' }).click();
await page.waitForURL('**/search?words=bridge');
await page.locator('.card').first().waitFor();
await page.goBack();
await page.waitForURL(`${base}/`);
await page.goto(`${base}/happening/${dossier.id}`);
await page.getByRole('button', { name: 'Copy citation' }).first().click();
await page.getByRole('button', { name: 'Copied' }).waitFor();
const copied = await page.evaluate(() => navigator.clipboard.readText());
expect(/Reported: “.+” .*Report blake3:[0-9a-f]{64}$/.test(copied), `citation: ${copied}`);
expect(await page.locator('.origin').count() > 1, 'dossier: origins are not side by side');

flow = 'relation';
await page.goto(base + relation);
await settled(page);
await page.locator('.column').first().click();
await page.locator('#told h2', { hasText: 'Reported of' }).waitFor();
expect(page.url().includes('at='), 'relation: the period is not in the address');
expect(await page.locator('#told blockquote').count() > 0, 'relation: no sentence is behind a column');

flow = 'timeline';
await page.goto(`${base}/timeline?by=week`);
await settled(page);
await page.locator('.column').first().click();
await page.waitForURL('**at=**');
await page.locator('h2', { hasText: 'Reported of' }).waitFor();

flow = 'map';
await page.goto(`${base}/map`);
await settled(page);
await page.locator('.hit').last().click({ force: true });
await page.locator('#there .card').first().waitFor();
await page.getByRole('button', { name: 'Nearer' }).click();

flow = 'the stored attack';
await page.goto(`${base}/report/${evil.id}`);
await settled(page);
expect(await page.locator('main img, main script').count() === 0, 'a report has put elements on the page');
expect(await page.locator('a[href^=javascript]').count() === 0, 'a report has put its address on the page');
expect((await page.locator('h1').innerText()).includes('<script>'), 'the title is not shown as it is written');

flow = 'keyboard';
await page.goto(`${base}/read`);
await settled(page);
await page.keyboard.press('Tab');
for (let n = 0; n < 40 && !(await page.evaluate(() => document.activeElement?.id === 'words')); n++) await page.keyboard.press('Tab');
await page.keyboard.insertText(SAMPLE);
for (let n = 0; n < 10 && !(await page.evaluate(() => document.activeElement?.matches('button.primary'))); n++) await page.keyboard.press('Tab');
await page.keyboard.press('Enter');
await page.locator('.marked').waitFor({ timeout: 120_000 });
await page.waitForFunction(() => !document.querySelector('button.primary').disabled);
for (let n = 0; n < 40 && !(await page.evaluate(() => document.activeElement?.closest('.text'))); n++) await page.keyboard.press('Tab');
expect(await page.evaluate(() => Boolean(document.activeElement?.closest('.text'))), 'keyboard: no mark can be reached');
expect(/Speaker|According to/.test(await page.locator('.meaning').innerText()), 'keyboard: focus shows no meaning');

flow = 'weight';
const heavy = await context.newPage();
const responses = [];
heavy.on('response', (response) => responses.push(response));
await heavy.goto(`${base}/map`);
await settled(heavy);
const weights = await Promise.all(responses.map(async (response) => (await response.body()).length));
const weight = weights.reduce((sum, one) => sum + one, 0);
expect(weight < 400_000, `the map weighs ${weight} bytes`);
console.log(`the heaviest page weighs ${weight} bytes, unpacked`);

await browser.close();
server.stop();
rmSync(folder, { recursive: true });
console.log(faults.length ? `${faults.length} faults` : `${Object.keys(VIEWS).length} views, wide and on a phone, light and dark, and 8 flows: all is well`);
process.exit(faults.length ? 1 : 0);
