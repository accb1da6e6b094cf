import type { ComponentChildren } from "preact";
import { Footer, Header } from "./components/frame.tsx";
import { messages } from "./messages.ts";
import { type Route, route } from "./router.ts";
import { announcement } from "./store.ts";
import { MenuView } from "./views/menu.tsx";
import { NotFoundView } from "./views/not_found.tsx";
import { OrderView } from "./views/order.tsx";
import { OrdersView } from "./views/orders.tsx";
import { SigningInView } from "./views/signing_in.tsx";

export function App() {
  return (
    <>
      <a class="skip" href="#content">
        {messages.site.skip}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        {view(route.value)}
      </main>
      <Footer />
      <p role="status" class="visually-hidden">
        {announcement}
      </p>
    </>
  );
}

function view(current: Route): ComponentChildren {
  switch (current.name) {
    case "menu":
      return <MenuView />;
    case "callback":
      return <SigningInView />;
    case "orders":
      return <OrdersView />;
    case "order":
      return <OrderView key={current.orderId} orderId={current.orderId} />;
    case "not-found":
      return <NotFoundView />;
  }
}
