import { messages } from "../messages.ts";

const words = messages.config;

export function ConfigProblem({ reason }: { readonly reason: string }) {
  return (
    <main class="notice">
      <h1>{words.title}</h1>
      <p>{words.help(reason)}</p>
    </main>
  );
}
