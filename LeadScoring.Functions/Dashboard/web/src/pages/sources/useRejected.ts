import { body, client } from "../../api/client";
import type { RejectedPage } from "../../api/schema";
import { usePages, type Pages } from "../../api/usePages";

/** What was rejected, newest first, page by page. */
export const useRejected = (source: string | undefined): Pages<RejectedPage["rejected"][number]> =>
  usePages(`rejected list ${source ?? ""}`, async (continuation, signal) => {
    const page = await body(client.GET("/api/v1/rejected", { params: { query: { limit: 50, ...(source ? { source } : {}), ...(continuation ? { continuation } : {}) } }, signal }));
    return { items: page.rejected, continuation: page.continuation ?? undefined };
  });
