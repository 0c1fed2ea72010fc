// The site tracker. GET /track.js serves track.min.js, which `npm run tracker` makes of this. docs/guide/track-a-site.md says how it is used.
(() => {
  // A second script element of the same page would count everything twice.
  if (self.leads?.optOut) return
  // A script element knows where it came from: events go to the same app.
  const script = document.currentScript, to = script.src.replace(/\.js([?#].*)?$/, ""), own = script.dataset
  let visitor, page, type, since, waiting = []

  // The one cookie: the visitor's id, 128 random bits, or "out".
  const read = () => (document.cookie.match(/(?:^|; )leads=([\da-f]{32}|out)/) || [])[1]
  const write = value => document.cookie = "leads=" + value + ";path=/;max-age=31536000;samesite=lax" +
    (own.domain ? ";domain=" + own.domain : "") + (location.protocol == "https:" ? ";secure" : "")
  const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => (b + 256).toString(16).slice(1)).join("")

  // Ids are given here, so that what is sent twice counts once. What could not be delivered goes with the next.
  const send = (type, properties, email, profile, signature) => {
    if (!visitor) return
    const events = [...waiting, { id: random(), type, lead: { visitor, email }, properties, profile, signature }].slice(-20)
    const body = JSON.stringify(events)
    // Browsers deliver 64 KiB at most: what failed for its size would fail for ever.
    const again = () => body.length < 3e4 && (waiting = [...events, ...waiting])
    waiting = []
    // As text/plain, which needs no preflight. A beacon is for browsers whose fetch ends with the page: under some referrer policies it hides the origin.
    if ("keepalive" in Request.prototype)
      fetch(to, { method: "POST", body, keepalive: true, credentials: "omit" }).then(answer => (answer.status == 429 || answer.status > 499) && again(), again)
    else
      navigator.sendBeacon(to, body) || again()
  }

  // One event per view, when the page is hidden or left, with the time for which it was seen until then.
  const show = () => {
    if (page && !document.hidden) since = performance.now()
  }
  const hide = () => {
    const durationSeconds = Math.min(Math.round((performance.now() - since) / 1000), 1800)
    // Somebody who comes back to it for a moment only passes by.
    if (since && (type == "page.viewed" || durationSeconds > 4)) {
      send(type, { ...page, title: document.title, durationSeconds })
      type = "page.returned"
    }
    since = 0
  }
  const view = () => {
    hide()
    const referrer = page ? page.url : document.referrer.split(/[?#]/)[0]
    page = { url: location.origin + location.pathname, path: location.pathname, referrer }
    new URLSearchParams(location.search).forEach((value, name) => {
      // utm_campaign is campaign, utm_source campaignSource.
      const [, first, rest] = /^utm_(\w)(\w+)$/.exec(name) || []
      if (first) page[name == "utm_campaign" ? "campaign" : "campaign" + first.toUpperCase() + rest] = value
    })
    type = "page.viewed"
    show()
  }
  const moved = () => page && page.path != location.pathname && view()
  // Who opted out stays out, unless called with true: that visitor has changed their mind.
  const start = anew => {
    if (visitor || navigator.globalPrivacyControl || navigator.doNotTrack == 1) return
    if (!read() || (anew === true && read() == "out")) write(random())
    visitor = read()
    // Without cookies nobody would be recognised.
    if (visitor == "out") visitor = 0
    if (visitor) view()
  }

  for (const name of ["pushState", "replaceState"]) {
    const original = history[name]
    history[name] = function () {
      original.apply(this, arguments)
      moved()
    }
  }
  addEventListener("popstate", moved)
  addEventListener("pagehide", hide)
  document.addEventListener("visibilitychange", () => document.hidden ? hide() : show())

  window.leads = {
    identify: (email, profile, signature) => send("lead.identified", {}, email, profile, signature),
    track: (type, properties) => send(type, properties),
    view: () => page && view(),
    consent: start,
    optOut: () => {
      write("out")
      visitor = page = since = 0
      waiting = []
    }
  }
  if (own.consent == null) start()
})()
