import { Heading } from "../components/heading.tsx";
import { messages } from "../messages.ts";
import { type SignInFailure, signInFailure } from "../session.ts";
import { signIn } from "../store.ts";

const words = messages.signIn;

/** The address the hosted UI sends the guest back to. */
export function SigningInView() {
  const failure = signInFailure.value;
  return (
    <section class="notice">{failure ? <Failed failure={failure} /> : <Heading title={words.completing} />}</section>
  );
}

function Failed({ failure }: { readonly failure: SignInFailure }) {
  return (
    <>
      <Heading key="failed" title={words.failed} />
      <p>
        {words.reasons[failure.reason]} {words.kept}
      </p>
      {failure.said && <p class="small muted">{words.technical(failure.said)}</p>}
      <p class="actions">
        <button type="button" class="primary" onClick={() => signIn("/")}>
          {messages.site.signInAgain}
        </button>
        <a href="/">{messages.notFound.toMenu}</a>
      </p>
    </>
  );
}
