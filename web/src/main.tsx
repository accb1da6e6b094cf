import "./styles/page.css";
import { render } from "preact";
import { createApi } from "./api.ts";
import { App } from "./app.tsx";
import { ConfigError, loadConfig } from "./config.ts";
import { followLinks, replacePath, route } from "./router.ts";
import { createSession, type Session } from "./session.ts";
import { connect, keepInStep, loadMenu } from "./store.ts";
import { ConfigProblem } from "./views/config_problem.tsx";

const page = document.getElementById("page") as HTMLElement;

async function start(): Promise<void> {
  const session = createSession(await loadConfig());
  connect({ api: createApi(session), session });
  keepInStep();
  followLinks();
  if (route.value.name === "callback") return finishSignIn(session);
  const needsGuest = route.value.name === "order" || route.value.name === "orders";
  if (needsGuest && (await session.resume(location.pathname))) return;
  open();
}

async function finishSignIn(session: Session): Promise<void> {
  open();
  const returnPath = await session.completeSignIn(new URL(location.href));
  if (returnPath !== null) replacePath(returnPath);
}

function open(): void {
  void loadMenu();
  render(<App />, page);
}

start().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) throw error;
  render(<ConfigProblem reason={error.message} />, page);
});
