import { Heading } from "../components/heading.tsx";
import { messages } from "../messages.ts";

export function NotFoundView() {
  return (
    <section class="notice">
      <Heading title={messages.notFound.title} />
      <p>{messages.notFound.help}</p>
      <a class="button" href="/">
        {messages.notFound.toMenu}
      </a>
    </section>
  );
}
