import { percent } from "../words/percent";

/** A report is computed first: how far that is. It appears by itself. */
export function Computing({ progress, what }: { progress: number; what: string }) {
  const done = Math.round(progress * 100);
  return (
    <div class="computing">
      <p class="small soft" role="status">{what} are being computed, and appear here by themselves.</p>
      <div class="row">
        <progress class="grow" max={100} value={done} aria-label={`${what}: computed so far`} />
        <span class="small muted">{percent(done)}</span>
      </div>
    </div>
  );
}
