"use strict";
const byId = id => document.getElementById(id);
const key = byId("key"), lead = byId("lead"), said = byId("said"), answer = byId("answer"), table = byId("leads");

// The link that ./run prints brings the key behind the #, which no server and no log sees; it does not stay in the bar, nor in the history.
const brought = new URLSearchParams(location.hash.slice(1)).get("key");
if (brought) {
  sessionStorage.setItem("key", brought);
  history.replaceState(null, "", location.pathname + location.search);
}
key.value = sessionStorage.getItem("key") ?? "";
if (key.value) said.textContent = "Choose what to look at. Click a lead in the list to ask about it.";
key.addEventListener("change", () => sessionStorage.setItem("key", key.value));
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
    const response = await fetch(address, { headers: { "x-api-key": key.value } });
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
  const response = await fetch(address, { headers: { "x-api-key": key.value } });
  return response.ok ? (await response.json()).models?.[0]?.model : undefined;
}

// An address goes in a body: paths are written to logs. With one that nobody has, the next answer is 404.
async function idOf(name) {
  if (!name.includes("@")) return name;
  const response = await fetch("/api/v1/leads/find", {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": key.value },
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
