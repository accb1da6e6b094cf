import { useEffect } from "preact/hooks";
import type { Order } from "../api.ts";
import { Failure } from "../components/failure.tsx";
import { Heading } from "../components/heading.tsx";
import { SignInNeeded } from "../components/sign_in_needed.tsx";
import { formatDay, formatMoney, shortNumber } from "../format.ts";
import { drinkName, messages } from "../messages.ts";
import { orderPath } from "../router.ts";
import { loadHistory, orderHistory, signedIn } from "../store.ts";

const words = messages.orders;

export function OrdersView() {
  const mayRead = signedIn.value;
  useEffect(() => {
    if (mayRead) void loadHistory();
  }, [mayRead]);
  if (!mayRead && orderHistory.value.orders.length === 0) return <SignInNeeded />;
  return (
    <div class="history" aria-busy={orderHistory.value.loading}>
      <Heading title={words.title} />
      <Content />
    </div>
  );
}

function Content() {
  const { orders, loading, error, nextCursor } = orderHistory.value;
  const load = () => loadHistory(nextCursor);
  return (
    <>
      <ul class="orders" aria-label={words.title}>
        {orders.map((order) => (
          <Entry key={order.order_id} order={order} />
        ))}
      </ul>
      {loading && <p class="muted">{words.loading}</p>}
      {error && <Failure error={error} summary={words.failed} />}
      {error && <More label={messages.site.tryAgain} onClick={load} />}
      {!loading && !error && nextCursor && <More label={words.older} onClick={load} />}
      {!loading && !error && orders.length === 0 && <Empty />}
    </>
  );
}

function Entry({ order }: { readonly order: Order }) {
  return (
    <li class="entry">
      <div>
        <a class="entry-link" href={orderPath(order.order_id)}>
          {messages.order.title(shortNumber(order.order_id))}
        </a>
        <p class="muted small">
          <time dateTime={order.created_at}>{formatDay(order.created_at)}</time>
        </p>
        <p>{order.items.map((line) => words.item(line.quantity, drinkName(line.item_id, line.name))).join(", ")}</p>
      </div>
      <div class="entry-side">
        <span class={`badge ${order.status.toLowerCase()}`}>{messages.order.status[order.status]}</span>
        <span class="price">{formatMoney(order.total, order.currency)}</span>
      </div>
    </li>
  );
}

function More({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" class="secondary" onClick={onClick}>
      {label}
    </button>
  );
}

function Empty() {
  return (
    <p>
      {words.empty} <a href="/">{messages.notFound.toMenu}</a>
    </p>
  );
}
