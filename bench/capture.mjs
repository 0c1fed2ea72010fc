// How long POST /api/v1/events takes: one event, twenty events of one lead, one event of each of a hundred leads, and the first again after it was scored.
//   ./run --port 7071
//   node bench/capture.mjs http://localhost:7071 KEY [http://localhost:7072 KEY]
// With a second app, of another version, requests go to both in turn, so that both are measured in the same conditions.
const given = process.argv.slice(2);
const apps = [];
for (let place = 0; place + 1 < given.length; place += 2) apps.push({ base: given[place], key: given[place + 1], times: { one: [], twenty: [], hundred: [], again: [] } });
const rounds = 300;
const warmUp = 30;
const hex = (digits) => Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('');
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const view = (lead) => ({ id: hex(16), type: 'page.viewed', lead: { email: `${lead}@acme.example` }, properties: { path: '/pricing' } });

async function capture(app, events) {
  const began = performance.now();
  const answer = await fetch(`${app.base}/api/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': app.key }, body: JSON.stringify(events) });
  const text = await answer.text();
  if (answer.status !== 202) throw new Error(`${answer.status} ${text}`);
  return [performance.now() - began, JSON.parse(text)];
}

async function measure(app, name, events, counts) {
  const [time] = await capture(app, events);
  if (counts) app.times[name].push(time);
}

const scored = new Map(apps.map((app) => [app, []]));
for (let round = 0; round < warmUp + rounds; round++) {
  const counts = round >= warmUp;
  for (const app of round % 2 ? apps : apps.toReversed()) {
    const event = view(hex(12));
    await measure(app, 'one', [event], counts);
    scored.get(app).push(event);
    if (round % 5) continue;
    const lead = hex(12);
    await measure(app, 'twenty', Array.from({ length: 20 }, () => view(lead)), counts);
    await measure(app, 'hundred', Array.from({ length: 100 }, () => view(hex(12))), counts);
  }
  await wait(60);
}

await wait(20_000);
for (const app of apps) {
  for (const event of scored.get(app).slice(-100)) await measure(app, 'again', [event], true);
}

for (const app of apps) {
  const shown = Object.entries(app.times).map(([name, times]) => {
    times.sort((left, right) => left - right);
    return `${name} ${times[Math.floor(times.length / 2)].toFixed(1)} (90 of 100: ${times[Math.floor(times.length * 0.9)].toFixed(1)})`;
  });
  console.log(`${app.base}, milliseconds: ${shown.join(', ')}`);
}
