import { body, client } from "./client";
import type { SourceList } from "./schema";
import { useQuery, type Asking, type Query } from "./useQuery";

/** What can be connected, and what is. */
export const useSources = (asking: Asking): Query<SourceList> => useQuery("sources", async signal => body(client.GET("/api/v1/sources", { signal })), asking);
