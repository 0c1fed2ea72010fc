import { ApiError, body, client } from "../../api/client";
import type { ModelItem, RebuildAnswer } from "../../api/schema";
import { useQuery } from "../../api/useQuery";
import { useModels } from "../../state/models";
import { Card } from "../../ui/basics";
import { share } from "../../words/percent";
import { count } from "../../words/time";

/** Models whose leads are being scored again after a version was published; nothing where none is. */
export function Rebuilds() {
  const models = useModels();
  const published = (models.data ?? []).filter(model => model.version !== undefined);
  const rebuilds = useQuery(
    `rebuilds ${published.map(model => model.model).join()}`,
    async signal => (await Promise.all(published.map(model => ask(model, signal)))).filter(item => item !== undefined),
    { every: 5_000, off: published.length === 0 },
  );
  const running = rebuilds.data?.filter(({ rebuild }) => rebuild.state === "running") ?? [];
  if (running.length === 0)
    return null;
  return (
    <Card title="Being scored again" class="rebuilds">
      {running.map(({ model, rebuild }) => (
        <div key={model.model} class="rebuild">
          <p><a class="link" href={`/app/models/${encodeURIComponent(model.model)}`}><bdi>{model.title}</bdi></a>, version {rebuild.version}</p>
          <progress max={rebuild.buckets} value={rebuild.bucketsDone} aria-label={`${model.title}: scored again so far`} />
          <p class="small muted">{share(rebuild.bucketsDone, rebuild.buckets)}, {count(rebuild.leads, "lead", "leads")} so far. Figures of the others are those of the version before.</p>
        </div>
      ))}
    </Card>
  );
}

// A model that was never rebuilt says so by 404: nothing to show.
async function ask(model: ModelItem, signal: AbortSignal): Promise<{ model: ModelItem; rebuild: RebuildAnswer } | undefined> {
  try {
    return { model, rebuild: await body(client.GET("/api/v1/models/{model}/rebuild", { params: { path: { model: model.model } }, signal })) };
  } catch (fault) {
    if (fault instanceof ApiError && fault.status === 404)
      return undefined;
    throw fault;
  }
}
