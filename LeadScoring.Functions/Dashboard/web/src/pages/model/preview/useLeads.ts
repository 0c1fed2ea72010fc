import { body, client } from "../../../api/client";
import type { LeadItem } from "../../../api/schema";
import { useQuery } from "../../../api/useQuery";

/** The people behind ids, as far as they can be read; one that cannot is shown without a name. */
export function useLeads(ids: readonly string[]): ReadonlyMap<string, LeadItem> {
  const shown = ids.slice(0, 20);
  const query = useQuery(
    `leads ${shown.join(" ")}`,
    async signal => {
      const found = await Promise.all(shown.map(async lead => body(client.GET("/api/v1/leads/{lead}", { params: { path: { lead } }, signal })).catch(() => undefined)));
      return new Map(found.flatMap(lead => (lead ? [[lead.id, lead] as const] : [])));
    },
    { off: shown.length === 0 },
  );
  return query.data ?? nobody;
}

const nobody: ReadonlyMap<string, LeadItem> = new Map();
