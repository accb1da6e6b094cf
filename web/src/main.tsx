import { render } from "preact";
import { createApi } from "./api.ts";
import { App } from "./app.tsx";
import { loadConfig } from "./config.ts";
import { speakPreferred } from "./messages.ts";
import { followLinks, replacePath, route } from "./router.ts";
import { createSession, type Session } from "./session.ts";
import { connect, keepInStep, loadMenu } from "./store.ts";

/** Nothing waits for the configuration but signing in: the menu is on its way before it has come. */
async function start(): Promise<void> {
  const session = createSession(loadConfig());
  connect({ api: createApi(session), session });
  keepInStep();
  followLinks();
  void loadMenu();
  await speakPreferred();
  if (await leftToResume(session)) return;
  render(<App />, document.getElementById("page") as HTMLElement);
  if (route.value.name === "callback") await finishSignIn(session);
}

/** A tab that was signed in before a reload is signed in again where the view needs to know its guest. */
async function leftToResume(session: Session): Promise<boolean> {
  const needsGuest = route.value.name === "order" || route.value.name === "orders";
  return needsGuest && session.resume(location.pathname).catch(() => false);
}

async function finishSignIn(session: Session): Promise<void> {
  const returnPath = await session.completeSignIn(new URL(location.href));
  if (returnPath !== null) replacePath(returnPath);
}

void start();
