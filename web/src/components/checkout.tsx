import { nameOf, type PricedLine } from "../basket.ts";
import { drinkName, messages } from "../messages.ts";
import { now, online, placeOrder, type Submission, signedIn, signIn, submission } from "../store.ts";
import { Failure } from "./failure.tsx";

const words = messages.basket;

export function Checkout({ lines }: { readonly lines: readonly PricedLine[] }) {
  const blocked = lines.some((line) => !line.orderable);
  const state = submission.value;
  return (
    <>
      {blocked && <p class="hint">{words.fix}</p>}
      {state.phase === "failed" && (
        <Failure
          error={state.error}
          hint={words.safeToRetry}
          lineNames={lines.map((line) => drinkName(line.item_id, nameOf(line)))}
        />
      )}
      {lines.length > 0 && (signedIn.value ? <Place blocked={blocked} /> : <SignInFirst />)}
    </>
  );
}

/** One button in every phase, focusable even while it can't be pressed, so that a keyboard doesn't lose its place. */
function Place({ blocked }: { readonly blocked: boolean }) {
  const sending = submission.value.phase === "sending";
  const wait = secondsToWait(submission.value);
  const disabled = blocked || sending || wait > 0 || !online.value;
  return (
    <button type="button" class="primary" aria-disabled={disabled} onClick={() => !disabled && placeOrder()}>
      {labelOf(sending, wait)}
    </button>
  );
}

function labelOf(sending: boolean, wait: number): string {
  if (sending) return words.placing;
  if (!online.value) return words.offline;
  return wait > 0 ? words.waiting(wait) : words.place;
}

function secondsToWait(state: Submission): number {
  return state.phase === "failed" ? Math.max(0, Math.ceil((state.retryAt - now.value) / 1_000)) : 0;
}

function SignInFirst() {
  return (
    <>
      <button type="button" class="primary" onClick={() => signIn("/#basket")}>
        {words.signInToOrder}
      </button>
      <p class="small muted">{words.signInHelp}</p>
    </>
  );
}
