import { Heading } from "../components/heading.tsx";
import { messages } from "../messages.ts";
import { signInFailure } from "../session.ts";
import { signIn } from "../store.ts";

const words = messages.signIn;

/** The address the hosted UI sends the guest back to. */
export function SigningInView() {
  return (
    <section class="notice">
      {signInFailure.value === null ? (
        <Heading title={words.completing} />
      ) : (
        <>
          <Heading key="failed" title={words.failed} />
          <p>{words.failedHelp(signInFailure.value)}</p>
          <button type="button" class="primary" onClick={() => signIn("/")}>
            {messages.site.signInAgain}
          </button>
        </>
      )}
    </section>
  );
}
