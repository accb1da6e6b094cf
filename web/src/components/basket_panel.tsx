import { useEffect, useRef } from "preact/hooks";
import type { Menu } from "../api.ts";
import { limits, nameOf, type PricedLine, priceLines } from "../basket.ts";
import { formatMoney } from "../format.ts";
import { drinkName, messages } from "../messages.ts";
import { basket, basketCount, changeNote, changeQuantity, submission } from "../store.ts";
import { Checkout } from "./checkout.tsx";
import { Drink } from "./drink.tsx";

const words = messages.basket;

export function BasketPanel({ menu }: { readonly menu: Menu }) {
  const lines = priceLines(basket.value, menu);
  const total = formatMoney(totalOf(lines), menu.currency);
  return (
    <section class="basket" aria-labelledby="basket">
      <BasketHeading />
      {lines.length === 0 && <p class="muted">{words.empty}</p>}
      {lines.length > 0 && (
        <>
          <ul class="lines">
            {lines.map((line) => (
              <Line key={line.item_id} line={line} currency={menu.currency} />
            ))}
          </ul>
          <Note />
          <p class="total">
            <span>{words.total}</span>
            <span>{total}</span>
          </p>
        </>
      )}
      <Checkout lines={lines} />
    </section>
  );
}

/** Keeps the basket in reach on a phone. */
export function BasketBar({ menu }: { readonly menu: Menu }) {
  const total = formatMoney(totalOf(priceLines(basket.value, menu)), menu.currency);
  if (basketCount.value === 0) return null;
  return (
    <a class="basket-bar" href="#basket">
      <span class="visually-hidden">{words.summary(basketCount.value, total)}</span>
      <span class="bar-count" aria-hidden="true">
        {basketCount}
      </span>
      <span aria-hidden="true">{words.view}</span>
      <span class="bar-total" aria-hidden="true">
        {total}
      </span>
    </a>
  );
}

function totalOf(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, line) => sum + (line.orderable ? line.price : 0), 0);
}

/** The way back from the sign-in ends here, at the basket that waited. */
function BasketHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (location.hash === "#basket") heading.current?.focus();
  }, []);
  return (
    <h2 id="basket" ref={heading} tabIndex={-1}>
      {words.title}
    </h2>
  );
}

function Line({ line, currency }: { readonly line: PricedLine; readonly currency: string }) {
  const name = drinkName(line.item_id, nameOf(line));
  const change = (quantity: number) => changeQuantity(line.item_id, name, quantity);
  const remove = () => {
    change(0);
    document.getElementById("basket")?.focus();
  };
  const sending = submission.value.phase === "sending";
  return (
    <li class="line">
      <Drink itemId={line.item_id} />
      <span class="line-name">{words.quantity(line.quantity, name)}</span>
      <span class="line-price">{line.orderable ? formatMoney(line.price, currency) : <Unorderable line={line} />}</span>
      <span class="stepper">
        <button
          type="button"
          aria-label={words.fewer(name)}
          disabled={sending || line.quantity === 1}
          onClick={() => change(line.quantity - 1)}
        >
          −
        </button>
        <button
          type="button"
          aria-label={words.more(name)}
          disabled={sending || !line.orderable || line.quantity === limits.quantity}
          onClick={() => change(line.quantity + 1)}
        >
          +
        </button>
        <button type="button" class="link" aria-label={words.remove(name)} disabled={sending} onClick={remove}>
          {words.removeShort}
        </button>
      </span>
    </li>
  );
}

function Unorderable({ line }: { readonly line: PricedLine }) {
  return <span class="badge">{line.item ? words.soldOut : words.offMenu}</span>;
}

function Note() {
  return (
    <label class="note">
      {words.note}
      <input
        type="text"
        value={basket.value.note}
        maxLength={limits.note}
        placeholder={words.noteHelp}
        autocomplete="off"
        disabled={submission.value.phase === "sending"}
        onInput={(event) => changeNote(event.currentTarget.value)}
      />
    </label>
  );
}
