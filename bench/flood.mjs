// How long an event of a known lead takes from its request to its score, calm and while strangers invent people on a tracked site.
//   LeadScoring__Tracking__Origins=https://www.acme.example ./run --port 7071
//   node bench/flood.mjs http://localhost:7071 KEY [people a second]
// The local run believes X-Forwarded-For, so each invented person comes from another address; the number of new people of a site still holds.
const [base, key, rate = '20'] = process.argv.slice(2);
const site = 'https://www.acme.example';
const hex = (digits) => Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('');
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function send(method, path, body, headers) {
  const answer = await fetch(base + path, { method, headers: { 'content-type': 'application/json', ...headers }, body: body && JSON.stringify(body) });
  return [answer.status, await answer.text()];
}

async function captureToScore(number) {
  const began = performance.now();
  const lead = { email: `known-${number}@acme.example` };
  const [status, text] = await send('POST', '/api/v1/events', { id: hex(16), type: 'page.viewed', lead, properties: { path: '/pricing' } }, { 'x-api-key': key });
  if (status !== 202) throw new Error(`${status} ${text}`);
  const { lead: id } = JSON.parse(text).events[0];
  for (;;) {
    const [found, shown] = await send('GET', `/api/v1/leads/${id}`, undefined, { 'x-api-key': key });
    if (found === 200 && !('pending' in JSON.parse(shown))) return performance.now() - began;
    await wait(10);
  }
}

async function measure(count) {
  const times = [];
  for (let number = 0; number < count; number++) {
    times.push(await captureToScore(number % 20));
    await wait(250);
  }
  times.sort((left, right) => left - right);
  return { median: Math.round(times[count / 2]), p90: Math.round(times[Math.floor(count * 0.9)]) };
}

const answers = {};
async function invent() {
  const visitor = hex(32);
  const address = [10, ...Array.from({ length: 3 }, () => Math.floor(Math.random() * 256))].join('.');
  const named = { id: hex(32), type: 'lead.identified', lead: { visitor, email: `made-up-${hex(16)}@acme.example` }, properties: {}, profile: { jobTitle: 'VP Operations', company: 'Acme' } };
  const views = Array.from({ length: 3 }, () => ({ id: hex(32), type: 'page.viewed', lead: { visitor }, properties: { path: '/pricing', durationSeconds: 60 } }));
  const [status] = await send('POST', '/track', [named, ...views], { origin: site, 'x-forwarded-for': address });
  answers[status] = (answers[status] ?? 0) + 1;
}

await measure(20);
const calm = await measure(40);
const flood = setInterval(() => void invent().catch((fault) => (answers[fault.message] = (answers[fault.message] ?? 0) + 1)), 1000 / Number(rate));
await wait(3000);
const under = await measure(40);
clearInterval(flood);
console.log(JSON.stringify({ calm, [`${rate} invented people a second`]: under, answers }, null, 1));
