import { useModel } from "../state/models";
import { chosenModel } from "../state/prefs";
import { useAddress } from "../ui/address";

/** Which model the pages look at: never two in one figure. On the pages of a model it leads to the other's. */
export function ModelPick() {
  const { path, query, set, go } = useAddress();
  const { models, model } = useModel(query["model"]);
  const known = (models.data ?? []).filter(item => item.version !== undefined);
  if (known.length < 2 || path.startsWith("/app/models"))
    return null;
  return (
    <label class="pick">
      <span class="sr">Model</span>
      <select
        value={model?.model}
        onChange={event => {
          const chosen = event.currentTarget.value;
          chosenModel.set(chosen);
          if (path.startsWith("/app/leads/") || query["model"])
            set({ model: chosen });
          else
            go(location.pathname + location.search, true);
        }}
      >
        {known.map(item => <option key={item.model} value={item.model}>{item.title}</option>)}
      </select>
    </label>
  );
}
