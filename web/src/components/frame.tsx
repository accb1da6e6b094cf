import { messages } from "../messages.ts";
import { route } from "../router.ts";
import { sessionState, signedInEmail } from "../session.ts";
import { online, signedIn, signIn, signInProblem, signOut } from "../store.ts";
import { Cup } from "./cup.tsx";
import { LanguageSwitch } from "./language_switch.tsx";

const words = messages.site;

export function Header() {
  return (
    <header class="site-header">
      <div class="bar">
        <a class="brand" href="/">
          <Cup />
          {words.name}
        </a>
        <nav aria-label={words.navigation}>
          <a href="/" aria-current={route.value.name === "menu" ? "page" : undefined}>
            {words.menu}
          </a>
          <a href="/orders" aria-current={route.value.name === "orders" ? "page" : undefined}>
            {words.orders}
          </a>
          {signedIn.value ? <SignOut /> : <SignIn />}
        </nav>
      </div>
      {!online.value && <p class="banner">{words.offline}</p>}
      {sessionState.value === "expired" && <p class="banner">{words.expired}</p>}
      {signInProblem.value && <SignInProblem reason={signInProblem.value} />}
    </header>
  );
}

function SignInProblem({ reason }: { readonly reason: string }) {
  return (
    <p class="banner" role="alert">
      <strong>{messages.signIn.unavailable}.</strong> {messages.config.help(reason)}
    </p>
  );
}

function SignIn() {
  const expired = sessionState.value === "expired";
  return (
    <button type="button" class="quiet" onClick={() => signIn(location.pathname)}>
      {expired ? words.signInAgain : words.signIn}
    </button>
  );
}

function SignOut() {
  return (
    <button type="button" class="quiet" title={words.signedInAs(signedInEmail.value)} onClick={signOut}>
      {words.signOut}
    </button>
  );
}

export function Footer() {
  return (
    <footer class="site-footer">
      <p>{signedIn.value && signedInEmail.value ? words.signedInAs(signedInEmail.value) : words.colophon}</p>
      <LanguageSwitch />
    </footer>
  );
}
