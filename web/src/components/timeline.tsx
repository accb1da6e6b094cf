import type { Order } from "../api.ts";
import { formatTime } from "../format.ts";
import { messages } from "../messages.ts";
import { isFinal } from "../order_watch.ts";
import { StepIcon, type StepName } from "./step_icon.tsx";

const words = messages.order;

interface Stop {
  readonly name: StepName;
  readonly title: string;
  readonly help: string;
  readonly progress: "done" | "current" | "ahead";
  readonly at?: string | undefined;
}

/** The order's way through the café, with the times that its history knows. */
export function Timeline({ order }: { readonly order: Order }) {
  return (
    <ol class={`timeline ${order.status.toLowerCase()}`} aria-label={words.progress}>
      {stopsOf(order).map((stop) => (
        <Step key={stop.name} stop={stop} />
      ))}
    </ol>
  );
}

/** The page hears of the decision only: an order that waits is in the queue, and one that is decided has left it. */
function stopsOf(order: Order): readonly Stop[] {
  const [received, decided] = order.history;
  const passed = isFinal(order.status) ? "done" : "ahead";
  return [
    { name: "received", title: words.status.RECEIVED, help: words.step.received, progress: "done", at: received?.at },
    {
      name: "queued",
      title: words.queued,
      help: words.step.queued,
      progress: isFinal(order.status) ? "done" : "current",
    },
    { name: "decided", ...decisionOf(order), progress: passed, at: decided?.at },
    { name: "notified", title: words.notified, help: words.step.notified, progress: passed },
  ];
}

function decisionOf({ status }: Order): { readonly title: string; readonly help: string } {
  if (!isFinal(status)) return { title: words.deciding, help: words.step.deciding };
  const help = status === "CANCELLED" ? words.step.cancelled : words.step.decided;
  return { title: words.status[status], help };
}

function Step({ stop }: { readonly stop: Stop }) {
  return (
    <li class={`step ${stop.progress} ${stop.name}`} aria-current={stop.progress === "current" ? "step" : undefined}>
      <StepIcon name={stop.name} />
      <span class="step-title">{stop.title}</span>
      {stop.at && <time dateTime={stop.at}>{formatTime(stop.at)}</time>}
      <span class="step-help">{stop.help}</span>
    </li>
  );
}
