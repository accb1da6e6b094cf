import type { Order, Status } from "../api.ts";
import { formatTime } from "../format.ts";
import { messages } from "../messages.ts";
import { isFinal } from "../order_watch.ts";

const words = messages.order;

/** The order's way so far with times, and what is still to come while it is not decided. */
export function Timeline({ order }: { readonly order: Order }) {
  return (
    <ol class="timeline" aria-label={words.progress}>
      {order.history.map(({ status, at }) => (
        <Step key={status} status={status} at={at} />
      ))}
      {!isFinal(order.status) && (
        <>
          <li class="step current" aria-current="step">
            {words.deciding}
          </li>
          <li class="step ahead">{words.decided}</li>
        </>
      )}
    </ol>
  );
}

function Step({ status, at }: { readonly status: Status; readonly at: string }) {
  return (
    <li class={`step done ${status.toLowerCase()}`}>
      <span>{words.status[status]}</span>
      <time dateTime={at}>{formatTime(at)}</time>
    </li>
  );
}
