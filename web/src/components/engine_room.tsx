import { messages } from "../messages.ts";
import type { OrderView } from "../store.ts";
import { StepIcon, type StepName } from "./step_icon.tsx";

const words = messages.engine;
const steps: readonly StepName[] = ["received", "queued", "decided", "notified"];

/** The fold for engineers: the real parts behind each stop, and the names under which the logs tell of this order. */
export function EngineRoom({ view }: { readonly view: OrderView }) {
  return (
    <details class="engine">
      <summary>{words.title}</summary>
      <p class="muted">{words.lead}</p>
      <ol class="parts">
        {steps.map((name) => (
          <li key={name}>
            <StepIcon name={name} />
            <p>{words[name]}</p>
          </li>
        ))}
      </ol>
      <dl class="names">
        <Name label={words.orderId} value={view.orderId} />
        {view.correlationId && <Name label={words.correlationId} value={view.correlationId} />}
      </dl>
      {view.correlationId && <p class="small muted">{words.correlationHelp}</p>}
    </details>
  );
}

function Name({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  );
}
