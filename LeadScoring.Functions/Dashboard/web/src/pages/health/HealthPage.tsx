import { useHealth } from "../../api/health";
import { may } from "../../state/session";
import { useAddress } from "../../ui/address";
import { Card, Chip, Failed, PageHead, Segment, Skeleton } from "../../ui/basics";
import { Told } from "../../ui/Told";
import { checkText, healthSubtitle, healthTitle, pageOf, sorted, stateText, toneOf } from "../../words/health";
import { Audit } from "./Audit";
import { Messages } from "./Messages";
import { Rebuilds } from "./Rebuilds";

type Tab = "checks" | "messages" | "audit";

const chips = { "": "ok", "warn": "due", "bad": "over" } as const;

/** Whether the app works, what was sent lately, and who did what. What a role may not see is not asked for. */
export function HealthPage() {
  const { query, set } = useAddress();
  const health = useHealth(15_000);
  const tabs: { value: Tab; text: string }[] = [
    { value: "checks", text: "Checks" },
    ...(may("connector") ? [{ value: "messages" as const, text: "Messages" }] : []),
    ...(may("admin") ? [{ value: "audit" as const, text: "Who did what" }] : []),
  ];
  const tab = tabs.find(item => item.value === query["tab"])?.value ?? "checks";
  return (
    <>
      <PageHead
        title={health.data ? healthTitle(health.data) : "Health"}
        aside={tabs.length > 1 && <Segment<Tab> label="Part" value={tab} onChange={value => set({ tab: value === "checks" ? undefined : value, type: undefined, about: undefined, actor: undefined, action: undefined, since: undefined }, false)} options={tabs} />}
      >
        {health.data ? healthSubtitle(health.data) : "Whether everything works, and what to do where it does not."}
      </PageHead>
      {health.error && <Failed error={health.error} what={health.data ? "The checks cannot be renewed; below is what was known before." : "The checks cannot be shown."} again={health.again} />}
      {tab === "messages" && <Messages />}
      {tab === "audit" && <Audit />}
      {tab === "checks" && (
        <>
          {may("marketing") && <Rebuilds />}
          {!health.data && !health.error && <Skeleton rows={9} />}
          {health.data && (
            <Card flush>
              <ul class="checks">
                {sorted(health.data.checks).map(check => (
                  <li key={check.name}>
                    <b class="strong">{checkText(check.name)}</b>
                    <span class="grow">
                      <Told text={check.detail} />
                      {check.fix && <><br /><span class="soft"><Told text={check.fix} /></span></>}
                      {pageOf(check) && <>{" "}<a class="link" href={pageOf(check)!.path}>{pageOf(check)!.text}</a></>}
                    </span>
                    <Chip tone={chips[toneOf(check.status)]}>{stateText(check.status)}</Chip>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </>
      )}
    </>
  );
}
