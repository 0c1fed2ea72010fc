import { useState } from "preact/hooks";

import { client, whole } from "../../api/client";
import { untilComputed } from "../../api/computed";
import type { ExplanationAnswer } from "../../api/schema";
import { useQuery, type Query } from "../../api/useQuery";

/**
 * What the score of a lead is made of today. A long log is computed beforehand: it is asked for again until it is there.
 * @param stamp When it changes the question is asked again; the older answer stays until then.
 */
export function useExplanation(lead: string, model: string | undefined, stamp: string, on: boolean): Query<ExplanationAnswer> & { computing: boolean } {
  const [computing, setComputing] = useState(false);
  const query = useQuery(
    `explain ${lead} ${model} ${stamp}`,
    async signal => {
      const answer = await untilComputed(
        () => whole(client.GET("/api/v1/leads/{lead}/explanation", { params: { path: { lead }, query: { model: model! } }, signal })),
        signal,
        () => setComputing(true),
      );
      setComputing(false);
      return answer;
    },
    { off: !on || model === undefined },
  );
  // An answer about another model or lead is none to this question.
  const fits = query.data !== undefined && query.data.model === model && query.data.lead === lead;
  return { ...query, data: fits ? query.data : undefined, computing: computing && !fits };
}
