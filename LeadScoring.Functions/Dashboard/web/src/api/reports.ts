import { useState } from "preact/hooks";

import type { ComputingReport, OverviewAnswer, ServiceLevelAnswer } from "./schema";
import { client, whole } from "./client";
import { untilComputed, type Asked } from "./computed";
import { useQuery, type Query } from "./useQuery";

/** What a report is asked for: days in UTC, both included. */
export interface ReportQuestion {
  readonly model?: string;
  readonly from: string;
  readonly to: string;
}

/** What each report answers. */
interface Answers {
  readonly "overview": OverviewAnswer;
  readonly "service-level": ServiceLevelAnswer;
}

/** Asks for a report by its name. One route answers all of them, so that the types of the API cannot tell which. */
export const askReport = <Name extends keyof Answers>(name: Name, query: ReportQuestion, signal: AbortSignal): Promise<Asked<Answers[Name] | ComputingReport>> =>
  whole(client.GET("/api/v1/reports/{name}", { params: { path: { name }, query }, signal })) as Promise<Asked<Answers[Name] | ComputingReport>>;

/** A report, and how far it is computed where it is computed first. */
export interface ReportQuery<T> extends Query<T> {
  /** From 0 to 1; undefined while nothing is being computed. */
  readonly progress: number | undefined;
}

/**
 * Asks for a report: waits while it is computed, and asks again soon where newer figures are on their way.
 * @param key Tells questions apart.
 * @param ask Asks once.
 */
export function useReport<T extends { readonly refreshing: boolean }>(
  key: string,
  ask: (signal: AbortSignal) => Promise<Asked<T | ComputingReport>>,
  { off = false }: { readonly off?: boolean } = {},
): ReportQuery<T> {
  const [progress, setProgress] = useState<{ key: string; share: number }>();
  const [refreshing, setRefreshing] = useState(false);
  const query = useQuery<T>(
    key,
    async signal => {
      const answer = await untilComputed(
        async () => {
          const asked = await ask(signal);
          if (asked.status === 202)
            setProgress({ key, share: shareOf(asked.data as ComputingReport) });
          return asked;
        },
        signal,
        () => undefined,
      );
      setProgress(undefined);
      setRefreshing(answer.refreshing);
      return answer;
    },
    { off, every: refreshing ? 5_000 : 120_000 },
  );
  return { ...query, progress: progress?.key === key ? progress.share : undefined };
}

const shareOf = (computing: ComputingReport): number => (computing.buckets > 0 ? computing.bucketsDone / computing.buckets : 0);
