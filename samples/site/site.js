// The site's own script: asks for consent and remembers the answer, tells who filled in the form and what was downloaded.
// Blockers may have kept the tracker away: the site works without it.
const tracker = window.leads
const ask = document.getElementById("ask")

function choose(choice) {
  localStorage.setItem("tracking", choice)
  ask.hidden = true
}

document.getElementById("accept").addEventListener("click", () => {
  choose("accepted")
  tracker?.consent(true)
})
document.getElementById("decline").addEventListener("click", () => choose("declined"))
document.getElementById("forget").addEventListener("click", () => {
  choose("declined")
  tracker?.optOut()
})

const chosen = localStorage.getItem("tracking")
if (chosen === "accepted") tracker?.consent()
ask.hidden = chosen !== null

document.getElementById("guide")?.addEventListener("click", () =>
  tracker?.track("asset.downloaded", { asset: "planning-guide", assetType: "guide" }))

document.getElementById("contact")?.addEventListener("submit", event => {
  event.preventDefault()
  const { email, ...profile } = Object.fromEntries([...new FormData(event.target)].filter(([, answer]) => answer.trim()))
  tracker?.identify(email, profile)
  event.target.hidden = true
  document.getElementById("thanks").hidden = false
})
