import type { MenuItem } from "../api.ts";
import { canAdd, quantityOf } from "../basket.ts";
import { formatMoney } from "../format.ts";
import { drinkDescription, drinkName, messages } from "../messages.ts";
import { addToBasket, basket, submission } from "../store.ts";
import { Drink } from "./drink.tsx";

const words = messages.menu;

export function MenuCard({ item, currency }: { readonly item: MenuItem; readonly currency: string }) {
  const quantity = quantityOf(basket.value, item.item_id);
  return (
    <li class={item.available ? "card" : "card sold-out"}>
      <div class="plate">
        <Drink itemId={item.item_id} />
        {quantity > 0 && <Count quantity={quantity} />}
      </div>
      <div class="card-text">
        <h2>{drinkName(item.item_id, item.name)}</h2>
        <p class="muted">{drinkDescription(item.item_id, item.description)}</p>
      </div>
      <div class="card-foot">
        <span class="price">{formatMoney(item.unit_price, currency)}</span>
        {item.available ? <Add item={item} /> : <span class="badge">{words.soldOut}</span>}
      </div>
    </li>
  );
}

function Count({ quantity }: { readonly quantity: number }) {
  return (
    <p class="count">
      <span aria-hidden="true">{quantity}</span>
      <span class="visually-hidden">{words.inBasket(quantity)}</span>
    </p>
  );
}

function Add({ item }: { readonly item: MenuItem }) {
  const name = drinkName(item.item_id, item.name);
  const disabled = !canAdd(basket.value, item.item_id) || submission.value.phase === "sending";
  return (
    <button
      type="button"
      class="add"
      aria-label={words.add(name)}
      disabled={disabled}
      onClick={() => addToBasket(item.item_id, name)}
    >
      {words.addShort}
    </button>
  );
}

export function MenuSkeleton() {
  return (
    <ul class="menu" aria-hidden="true">
      {Array.from({ length: 8 }, (_, index) => (
        <li key={index} class="card skeleton">
          <div class="plate" />
          <div class="card-text">
            <span class="bone" />
            <span class="bone long" />
          </div>
        </li>
      ))}
    </ul>
  );
}
