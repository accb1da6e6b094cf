import { messages } from "../messages.ts";
import { signIn } from "../store.ts";
import { Heading } from "./heading.tsx";

const words = messages.signIn;

/** Stands where a view needs to know whose orders to show; the guest comes back to the same address. */
export function SignInNeeded() {
  return (
    <section class="notice">
      <Heading title={words.needed} />
      <p>{words.neededHelp}</p>
      <button type="button" class="primary" onClick={() => signIn(location.pathname)}>
        {messages.site.signIn}
      </button>
    </section>
  );
}
