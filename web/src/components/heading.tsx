import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { messages } from "../messages.ts";
import { moves } from "../router.ts";

/** A view's h1: it names the tab, and takes the focus when the guest has moved here from another view. */
export function Heading({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${messages.site.name}`;
  }, [title]);
  useEffect(() => {
    if (moves.peek() > 0 && !location.hash) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
