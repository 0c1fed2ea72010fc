import type { OverviewAnswer } from "../../api/schema";
import { leadsLink } from "../../ui/links";
import { num } from "../../words/time";
import { stepsOf } from "./funnel";

/** From the first touch to a deal: how many of those handed over in the period came how far. A step opens those who stand there now. */
export function Funnel({ overview }: { overview: OverviewAnswer }) {
  return (
    <section aria-label="From first touch to a deal">
      <div class="funnel steps gap">
        {stepsOf(overview).map(step => (
          <a key={step.text} href={leadsLink(overview.model, step.filter)}>
            <span>{step.text}</span>
            <b>{num(step.leads)}</b>
            <small>{step.note}</small>
            <svg width="100%" height="6" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="6" rx="2" class="f-track" />
              <rect width={step.part * 100} height="6" rx="2" class="f-fit" />
            </svg>
          </a>
        ))}
      </div>
      <p class="small muted gap-s">From “Handed over” on: hand-offs of the period, and how far sales got with them since. A step opens everybody who stands there now.</p>
    </section>
  );
}
