import type { Menu } from "../api.ts";
import { BasketBar, BasketPanel } from "../components/basket_panel.tsx";
import { Drink } from "../components/drink.tsx";
import { Heading } from "../components/heading.tsx";
import { MenuCard, MenuSkeleton } from "../components/menu_card.tsx";
import { messages } from "../messages.ts";
import { loadMenu, menu } from "../store.ts";

const words = messages.menu;

export function MenuView() {
  return (
    <>
      <div class="welcome">
        <div>
          <Heading title={words.title} />
          <p class="muted">{words.lead}</p>
        </div>
        <Shelf />
      </div>
      <Content />
    </>
  );
}

/** A few of the café's cups, for the eye only. */
function Shelf() {
  return (
    <div class="display" aria-hidden="true">
      {["filter-coffee", "flat-white", "latte", "hot-chocolate"].map((itemId) => (
        <Drink key={itemId} itemId={itemId} />
      ))}
    </div>
  );
}

function Content() {
  const loaded = menu.value;
  if (loaded.state === "failed") return <Unreachable />;
  if (loaded.state === "loading") return <Loading />;
  return loaded.value.items.length === 0 ? <p>{words.empty}</p> : <Counter menu={loaded.value} />;
}

function Counter({ menu }: { readonly menu: Menu }) {
  return (
    <div class="counter">
      <div class="shelf">
        <ul class="menu" aria-label={messages.site.menu}>
          {menu.items.map((item) => (
            <MenuCard key={item.item_id} item={item} currency={menu.currency} />
          ))}
        </ul>
        <BasketBar menu={menu} />
      </div>
      <BasketPanel menu={menu} />
    </div>
  );
}

function Loading() {
  return (
    <div class="counter" aria-busy="true">
      <p class="visually-hidden">{words.loading}</p>
      <div class="shelf">
        <MenuSkeleton />
      </div>
      <div class="basket skeleton" />
    </div>
  );
}

function Unreachable() {
  return (
    <section class="notice" role="alert">
      <h2>{words.unreachable}</h2>
      <p>{words.unreachableHelp}</p>
      <button type="button" class="primary" onClick={() => loadMenu()}>
        {messages.site.tryAgain}
      </button>
    </section>
  );
}
