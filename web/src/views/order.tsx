import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Order } from "../api.ts";
import { Drink } from "../components/drink.tsx";
import { EngineRoom } from "../components/engine_room.tsx";
import { Failure } from "../components/failure.tsx";
import { Heading } from "../components/heading.tsx";
import { SignInNeeded } from "../components/sign_in_needed.tsx";
import { Timeline } from "../components/timeline.tsx";
import { formatDay, formatMoney, shortNumber } from "../format.ts";
import { drinkName, messages, serverWords } from "../messages.ts";
import { isFinal, isPassing } from "../order_watch.ts";
import { cancelOrder, now, openOrder, orderAgain, orderView, signedIn, type OrderView as View } from "../store.ts";

const words = messages.order;
const slowAfterMilliseconds = 10_000;

export function OrderView({ orderId }: { readonly orderId: string }) {
  const mayRead = signedIn.value;
  useEffect(() => (mayRead ? openOrder(orderId) : undefined), [orderId, mayRead]);
  const view = orderView.value?.orderId === orderId ? orderView.value : null;
  if (!mayRead && !view?.order) return <SignInNeeded />;
  if (view?.error && [400, 404].includes(view.error.status)) return <Missing />;
  return (
    <article class="order">
      <Heading title={words.title(shortNumber(orderId))} />
      {view?.error && <ReadingFailed view={view} />}
      {view?.order ? <Details order={view.order} view={view} /> : !view?.error && <p class="muted">{words.loading}</p>}
    </article>
  );
}

function Details({ order, view }: { readonly order: Order; readonly view: View }) {
  return (
    <>
      <p class="muted">{words.placedAt(formatDay(order.created_at))}</p>
      <div class={`verdict ${order.status.toLowerCase()}`}>
        <p class="verdict-status">{words.status[order.status]}</p>
        <p>{words.story[order.status]}</p>
        {order.rejection_reason && <p>{words.reason(serverWords(order.rejection_reason))}</p>}
        {!isFinal(order.status) && <Waiting view={view} />}
      </div>
      <Timeline order={order} />
      {view.notice && (
        <p class="failure" role="alert">
          {view.notice}
        </p>
      )}
      <Actions order={order} cancelling={view.cancelling} />
      <Receipt order={order} />
      <EngineRoom view={view} />
    </>
  );
}

function Waiting({ view }: { readonly view: View }) {
  const slow = now.value - view.openedAt >= slowAfterMilliseconds;
  const seconds = Math.max(0, Math.floor((now.value - view.heardAt) / 1_000));
  return (
    <>
      {slow && <p role="alert">{words.slow}</p>}
      <p class="small muted">{words.updated(seconds)}</p>
    </>
  );
}

function ReadingFailed({ view }: { readonly view: View }) {
  const { error } = view;
  if (!error || error.status === 401) return null;
  return isPassing(error) ? <p class="hint">{words.unreachable}</p> : <Failure error={error} />;
}

function Actions({ order, cancelling }: { readonly order: Order; readonly cancelling: boolean }) {
  return (
    <p class="actions">
      {isFinal(order.status) ? (
        <button type="button" class="secondary" onClick={() => orderAgain(order)}>
          {words.again}
        </button>
      ) : (
        <Cancel orderId={order.order_id} cancelling={cancelling} />
      )}
      <a href="/orders">{words.all}</a>
    </p>
  );
}

/** Goes once the order is decided; whoever stands on it then finds themselves on the heading. */
function Cancel({ orderId, cancelling }: { readonly orderId: string; readonly cancelling: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const own = button.current;
    return () => {
      if (own === document.activeElement) document.querySelector("h1")?.focus();
    };
  }, []);
  return (
    <button
      ref={button}
      type="button"
      class="secondary"
      aria-disabled={cancelling}
      onClick={() => cancelOrder(orderId)}
    >
      {cancelling ? words.cancelling : words.cancel}
    </button>
  );
}

function Receipt({ order }: { readonly order: Order }) {
  return (
    <section class="receipt" aria-labelledby="receipt">
      <h2 id="receipt">{words.items}</h2>
      <ul class="lines">
        {order.items.map((line) => (
          <li key={line.item_id} class="line">
            <Drink itemId={line.item_id} />
            <span class="line-name">{messages.basket.quantity(line.quantity, drinkName(line.item_id, line.name))}</span>
            <span class="line-price">{formatMoney(line.unit_price * line.quantity, order.currency)}</span>
          </li>
        ))}
      </ul>
      {order.note && (
        <p>
          {words.note}: {order.note}
        </p>
      )}
      <p class="total">
        <span>{words.total}</span>
        <span>{formatMoney(order.total, order.currency)}</span>
      </p>
    </section>
  );
}

function Missing() {
  return (
    <section class="notice">
      <Heading title={words.missing} />
      <p>{words.missingHelp}</p>
      <a class="button" href="/orders">
        {words.all}
      </a>
    </section>
  );
}
