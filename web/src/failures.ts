import type { ApiError, Problem } from "./api.ts";
import { messages, serverWords } from "./messages.ts";

const words = messages.failure;

/** What a guest reads after a call failed; `detail` is the server's own sentence where it helps. */
export interface Explanation {
  readonly summary: string;
  readonly details: readonly string[];
  readonly reference: string | undefined;
  /** The same call under the same key may still succeed. */
  readonly retriable: boolean;
}

/** `lineNames` are the drinks in the order they were sent: the server points at them by their index. */
export function explainFailure({ status, problem }: ApiError, lineNames: readonly string[] = []): Explanation {
  const retriable = status === 0 || status === 429 || status >= 500;
  const ours = status >= 500;
  return {
    summary: summaryOf(status, problem),
    details: retriable || status === 401 || isKeyReused(status, problem) ? [] : detailsOf(problem, lineNames),
    reference: ours ? problem.request_id : undefined,
    retriable,
  };
}

/** 422 has two causes; this one means that the earlier attempt under this key was accepted after all. */
export function isKeyReused(status: number, problem: Problem): boolean {
  return status === 422 && problem.type === "/problems/idempotency-key-reused";
}

function summaryOf(status: number, problem: Problem): string {
  if (status === 0) return words.unreachable;
  if (status === 401) return words.expired;
  if (status === 403) return words.forbidden;
  if (status === 409) return words.conflict;
  if (status === 413) return words.tooLarge;
  if (status === 422) return isKeyReused(status, problem) ? words.keyReused : words.refused;
  if (status === 429) return words.busy;
  return status >= 500 ? words.broken : words.badRequest;
}

function detailsOf(problem: Problem, lineNames: readonly string[]): readonly string[] {
  const sentences = problem.errors?.map((error) =>
    words.detail(subjectOf(error.pointer, lineNames), serverWords(error.detail)),
  );
  return sentences ?? [problem.detail ?? ""].filter(Boolean);
}

function subjectOf(pointer: string, lineNames: readonly string[]): string {
  const index = /^#\/items\/(\d+)/.exec(pointer)?.[1];
  return lineNames[Number(index)] ?? pointer;
}
