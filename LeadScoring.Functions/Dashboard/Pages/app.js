"use strict";
const byId = id => document.getElementById(id);
const key = byId("key"), lead = byId("lead"), said = byId("said"), answer = byId("answer"), table = byId("leads");

// The link that ./run prints brings a token behind the #, which no server and no log sees; it does not stay in the bar, nor in the history.
const token = new URLSearchParams(location.hash.slice(1)).get("signin");
if (token) history.replaceState(null, "", location.pathname + location.search);
enter();

// A used link does no harm to who is signed in already.
async function enter() {
  const opened = token ? await signIn({ token }) : null;
  const answer = opened?.ok ? opened : await fetch("/api/v1/session");
  if (answer.ok) welcome(await answer.json());
  else if (opened) said.textContent = (await opened.json()).detail;
}

function signIn(proof) {
  return fetch("/api/v1/session", { method: "POST", headers: { "content-type": "application/json", "x-csrf": "1" }, body: JSON.stringify(proof) });
}

function welcome(who) {
  said.textContent = `Signed in as ${who.name}. Choose what to look at. Click a lead in the list to ask about it.`;
}

key.addEventListener("change", async () => {
  const answer = await signIn({ key: key.value });
  key.value = "";
  if (answer.ok) welcome(await answer.json());
  else said.textContent = (await answer.json()).detail;
});
byId("ask").addEventListener("submit", event => event.preventDefault());
for (const button of document.querySelectorAll("nav button"))
  button.addEventListener("click", () => show(button.dataset.path, button.textContent));

async function show(path, what, model) {
  if (path.includes("{lead}") && !lead.value.trim()) {
    said.textContent = "Name a lead first: its e-mail address or id.";
    lead.focus();
    return;
  }
  try {
    const address = path.includes("{lead}") ? await addressOf(path, model) : path;
    said.textContent = `${what}: GET ${address}`;
    const response = await fetch(address);
    const body = await response.json();
    if (!response.ok)
      said.textContent = `${response.status}: ${body.detail ?? "the app refused"} ${body.fix ?? ""}`;
    list(body.leads);
    answer.textContent = JSON.stringify(body, null, 2);
  } catch (fault) {
    said.textContent = `The app does not answer: ${fault.message}`;
  }
}

// An explanation is about one model: that of the row, else the lead's first.
async function addressOf(path, model) {
  const address = path.replace("{lead}", encodeURIComponent(await idOf(lead.value.trim())));
  if (!address.endsWith("/explanation")) return address;
  const asked = model ?? (await firstModel(address.replace("/explanation", "")));
  return asked ? `${address}?model=${encodeURIComponent(asked)}` : address;
}

async function firstModel(address) {
  const response = await fetch(address);
  return response.ok ? (await response.json()).models?.[0]?.model : undefined;
}

// An address goes in a body: paths are written to logs. With one that nobody has, the next answer is 404.
async function idOf(name) {
  if (!name.includes("@")) return name;
  const response = await fetch("/api/v1/leads/find", {
    method: "POST",
    headers: { "content-type": "application/json", "x-csrf": "1" },
    body: JSON.stringify({ email: name }),
  });
  return response.ok ? (await response.json()).id : "unknown";
}

// Where points add up there is no grade, but a target.
function reached(model) {
  return model.target == null ? "" : `${model.progress} % of ${model.target}`;
}

// Everything from outside is set as text, never as markup.
function list(leads) {
  const rows = table.tBodies[0];
  rows.replaceChildren();
  table.hidden = !Array.isArray(leads);
  for (const item of leads ?? []) {
    const model = item.models?.[0] ?? {};
    const row = rows.insertRow();
    const name = document.createElement("button");
    name.type = "button";
    name.textContent = item.email ?? item.id;
    name.addEventListener("click", () => {
      lead.value = item.id;
      show("/api/v1/leads/{lead}/explanation", "Why this lead?", model.model);
    });
    row.insertCell().append(name);
    for (const value of [model.owner, model.stage, model.because?.text, model.score, model.grade ?? reached(model), (model.reasons ?? []).join(", ")])
      row.insertCell().textContent = value ?? "";
  }
}
