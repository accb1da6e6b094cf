import type { ApiError } from "../api.ts";
import { explainFailure } from "../failures.ts";
import { messages } from "../messages.ts";

interface Props {
  readonly error: ApiError;
  /** Replaces the general sentence where the view knows better what failed. */
  readonly summary?: string;
  readonly hint?: string;
  readonly lineNames?: readonly string[];
}

export function Failure({ error, summary, hint, lineNames }: Props) {
  const explained = explainFailure(error, lineNames);
  return (
    <div class="failure" role="alert">
      <p>
        <strong>{summary ?? explained.summary}</strong>
      </p>
      {explained.details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
      {hint && explained.retriable && <p>{hint}</p>}
      {explained.reference && <p class="small">{messages.site.reference(explained.reference)}</p>}
    </div>
  );
}
