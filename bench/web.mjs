// How long the web app takes from a click or a key to the painted result, with many leads.
//   ./run --models --port 7071
//   node bench/web.mjs fill http://localhost:7071 KEY [leads]
//   npm install --no-save playwright-core
//   CHROMIUM=$(command -v chromium) node bench/web.mjs http://localhost:7071 KEY
// KEY is that of the ready line. Filled are made-up people of 20,000 companies with one event or two each, in batches of 500 people, two batches at a time; measure when Health says that no work waits.
// A time begins with the event of the browser (the last key of a text) and ends when the frame that shows the result was given to the screen. Each page is opened from Health, in a page that was just loaded,
// so that nothing of it is known yet.
import process from 'node:process';

const given = process.argv.slice(2);
const fills = given[0] === 'fill';
const [base, key, leads = '100000'] = fills ? given.slice(1) : given;
const rounds = 10;
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

let seed = 7;
const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const pick = (list) => list[Math.floor(random() * list.length)];
const first = 'Anna Ben Clara David Elena Felix Greta Hugo Ines Jonas Karin Lars Maria Nils Olga Paul Quentin Rosa Stefan Tara'.split(' ');
const start = 'Berg Stein Wald Linden Eichen Rosen Gold Silber Hof Kirch Nord Sud West Ost Feld Brunn Hart Klein Gross Lang'.split(' ');
const end = 'mann er bauer hold wick sen dorf meyer heim quist lund strom ski ova ton field wood ley by man'.split(' ');
const titles = ['VP Operations', 'Head of Planning', 'Operations Manager', 'Director Supply Chain', 'Planner', 'COO', 'CFO', 'IT Manager', 'Student', 'Analyst', 'Consultant', 'Engineer'];
const countries = 'DE AT CH NL BE GB IE FR SE DK US CA IN BR PL'.split(' ');

function eventsOf(number, now) {
  const lead = { email: `p${number}@c${number % 20000}.example` };
  const profile = { firstName: pick(first), lastName: pick(start) + pick(end), company: `${pick(start)}${pick(end)} ${number % 20000}`, jobTitle: pick(titles), country: pick(countries), employees: pick([5, 50, 250, 1200, 8000]), industry: pick(['manufacturing', 'logistics', 'software', 'retail']) };
  const days = random() * 60;
  const at = (ago) => new Date(now - ago * 86_400_000).toISOString();
  const events = [{ id: `a${number}`, type: 'page.viewed', occurredAt: at(days), lead, properties: { path: pick(['/pricing', '/product', '/blog/safety-stock', '/']) }, profile }];
  const second = random();
  if (second < 0.02)
    events.push({ id: `b${number}`, type: 'form.submitted', occurredAt: at(days / 2), lead, properties: { form: 'contact-us' } });
  else if (second < 0.5)
    events.push({ id: `b${number}`, type: 'asset.downloaded', occurredAt: at(days / 2), lead, properties: { asset: pick(['planning-guide', 'story-veltra', 'tool-comparison']) } });
  return events;
}

async function fill(count) {
  const now = Date.now();
  let next = 0;
  const send = async () => {
    while (next < count) {
      const from = next;
      next = Math.min(count, from + 500);
      const body = JSON.stringify(Array.from({ length: next - from }, (_, index) => eventsOf(from + index, now)).flat());
      const answer = await fetch(`${base}/api/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': key }, body });
      if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
      if (next % 10_000 < 500) console.log(`${next} people after ${Math.round((Date.now() - now) / 1000)} s`);
    }
  };
  await Promise.all([send(), send()]);
}

// In the page: begins at the event, looks at each frame whether the result is there, and ends after that frame.
const watch = ([event, result]) => {
  const isThere = new Function(`return ${result}`);
  window.measured = new Promise((done) => {
    addEventListener(event, (begun) => {
      const look = () => (isThere() ? setTimeout(() => done(performance.now() - begun.timeStamp)) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
};

const times = new Map();

async function measure(page, name, event, act, result) {
  await page.evaluate(watch, [event, result]);
  await act();
  const time = await page.evaluate(() => window.measured);
  times.set(name, [...(times.get(name) ?? []), time]);
}

const rowsShown = `document.querySelector('[data-at]') && !document.querySelector('main [aria-busy=true]')`;
const nothingGrey = `document.querySelector('#title') && !document.querySelector('main .sk-box')`;

async function browse() {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const link = await fetch(`${base}/local/sign-in-links`, { method: 'POST', headers: { 'x-functions-key': key } });
  await page.goto((await link.json()).url);
  const nav = (name) => page.locator('nav.nav a', { hasText: name });
  const fresh = async (path) => {
    await page.goto(base + path);
    await page.waitForFunction(nothingGrey, undefined, { timeout: 120_000 });
    await wait(500);
  };
  // By the mouse itself: waiting until something can be clicked would be counted.
  const click = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
  };

  for (let round = 0; round < rounds; round++) {
    await fresh('/app/health');
    await measure(page, 'open Leads', 'click', () => click(nav('Leads')), rowsShown);
    await measure(page, 'open a lead: who it is and why', 'click', () => click(page.locator(`[data-at="${round}"] a`)), `document.querySelector('.scorebox, .no-score')`);
    await fresh('/app/leads');
    await measure(page, 'open a lead: everything', 'click', () => click(page.locator(`[data-at="${round}"] a`)), `document.querySelector('.scorebox, .no-score') && ${nothingGrey}`);
    await fresh('/app/health');
    await measure(page, 'open Overview', 'click', () => click(nav('Overview')), `document.querySelector('.overview') && ${nothingGrey}`);
    await fresh('/app/health');
    await measure(page, 'open Queue', 'click', () => click(nav('Queue')), `document.querySelector('.q')`);
    const name = `${first[round]} ${start[round]}`;
    await page.keyboard.press('/');
    await page.keyboard.type(name.slice(0, -1));
    await wait(1500);
    await measure(page, 'search by name, 200 ms of waiting for the next key among it', 'keydown', () => page.keyboard.press(name.at(-1)), `document.querySelector('.found .hit') && [...document.querySelectorAll('.found .hit b')].every(hit => hit.textContent.toLowerCase().includes('${first[round].toLowerCase()}'))`);
    await fresh('/app/leads');
    const sorts = ['To answer', 'Score', 'Last active', 'Score'];
    const sort = sorts[round % sorts.length];
    if (sort === 'Score') await fresh('/app/leads?sort=lastActivity');
    await measure(page, 'sort', 'click', () => click(page.locator('thead button', { hasText: sort })), `[...document.querySelectorAll('thead th[aria-sort]')].some(head => head.textContent === '${sort}' && head.ariaSort !== 'none') && ${rowsShown}`);
    await fresh('/app/leads');
    await page.keyboard.press('f');
    const grade = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'A3', 'B3', 'A4', 'B4'][round];
    await measure(page, 'change the filter', 'click', () => click(page.locator('.grade-box', { hasText: grade })), `location.search.includes('${grade}') && !document.querySelector('main [aria-busy=true]') && (document.querySelector('[data-at]') || document.querySelector('.blank'))`);
  }

  await fresh('/app/leads');
  for (let round = 0; round < rounds; round++) {
    if (round % 5 === 0) await fresh('/app/leads');
    const loaded = await page.evaluate(() => Number(document.querySelector('.list-end')?.textContent.replace(/\D/gu, '')));
    await measure(page, 'the next 200 rows, by the key End', 'keydown', () => page.keyboard.press('End'), `Number(document.querySelector('.list-end').textContent.replace(/\\D/gu, '')) > ${loaded}`);
    await wait(500);
  }

  for (let round = 0; round < rounds; round++) {
    await page.evaluate((to) => scrollTo(0, to), 20_000 + round * 3_000);
    await wait(200);
    await measure(page, 'a screen further among 1,000 rows, by the key Page Down', 'scroll', () => page.keyboard.press('PageDown'), `document.elementFromPoint(640, 600)?.closest('[data-at]')`);
  }

  console.log('| | median, ms | worst of ten, ms |\n|---|---:|---:|');
  for (const [name, list] of times) {
    const sorted = list.toSorted((one, other) => one - other);
    console.log(`| ${name} | ${Math.round((sorted[4] + sorted[5]) / 2)} | ${Math.round(sorted.at(-1))} |`);
  }

  await browser.close();
}

await (fills ? fill(Number(leads)) : browse());
