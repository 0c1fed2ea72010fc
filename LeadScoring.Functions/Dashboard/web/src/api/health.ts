import { body, client } from "./client";
import type { HealthAnswer } from "./schema";
import { useQuery, type Query } from "./useQuery";

/** What the app says of itself. It answers 503 where something does not work: that is what was asked for, and no failure to answer. */
export const useHealth = (every: number): Query<HealthAnswer> =>
  useQuery(
    "health",
    async signal => {
      const answer = await client.GET("/api/v1/health/deep", { signal });
      return isHealth(answer.error) ? answer.error : body<HealthAnswer>(Promise.resolve(answer as { data?: HealthAnswer; error?: unknown; response: Response }));
    },
    { every },
  );

const isHealth = (answer: unknown): answer is HealthAnswer => typeof answer === "object" && answer !== null && "checks" in answer;
