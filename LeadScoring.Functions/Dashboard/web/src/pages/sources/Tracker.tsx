import { useHealth } from "../../api/health";
import { Card, Chip, Failed } from "../../ui/basics";
import { Copy } from "../../ui/Copy";
import { Told } from "../../ui/Told";
import { stateText, toneOf } from "../../words/health";
import { docsLink } from "../../words/told";

const chips = { "": "ok", "warn": "due", "bad": "over" } as const;

/** How the website tells about visits: one script, the sites that may send, and how it is today. */
export function Tracker() {
  const health = useHealth(60_000);
  const check = health.data?.checks.find(item => item.name === "tracker");
  return (
    <div class="grid two">
      <Card title="The script for every page">
        <Copy text={`<script src="${location.origin}/track.js" defer></script>`} label="Script for the website" what="The script" />
        <p class="small soft gap-s">Paste it before any script of your own that speaks to it. It sets one cookie on the site's own domain, sends to this app only, and reads nothing that people type.</p>
        <p class="small gap-s"><a class="link" href={docsLink("guide/track-a-site")} target="_blank" rel="noreferrer">Say who a visitor is, ask for consent, tell what else happens</a></p>
      </Card>
      <Card title="Sites that may send" aside={check && <Chip tone={chips[toneOf(check.status)]}>{stateText(check.status)}</Chip>}>
        {check && <p><Told text={check.detail} /></p>}
        {check?.fix && <p class="small soft gap-s"><Told text={check.fix} /></p>}
        {health.error && <Failed error={health.error} what="Whether the tracker works cannot be shown." again={health.again} />}
        <p class="small soft gap-s">Sites are listed in the setting <code class="mono">LeadScoring__Tracking__Origins</code>, as browsers name them: <code class="mono">https://www.acme.example,https://docs.acme.example</code>. Without it nothing is taken.</p>
        <p class="small gap-s">To see whether it works, open a page of the site and go on to another: the visitor stands at the top of <a class="link" href="/app/leads?since=0d&sort=lastActivity">who was active today</a> within seconds.</p>
      </Card>
    </div>
  );
}
