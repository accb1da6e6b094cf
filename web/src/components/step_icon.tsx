export type StepName = "received" | "queued" | "decided" | "notified";

/** What stands at each stop of an order's way: the café's book, the line, the cup and the bell. */
const strokes: Readonly<Record<StepName, string>> = {
  received: "M7 3.500h10v17l-2.500-1.600L12 20.500l-2.500-1.600L7 20.500zM10 8h4m-4 3.500h4",
  queued: "M4 7h9M4 12h13M4 17h16",
  decided:
    "M5 9h11v5.500a4.500 4.500 0 0 1-4.500 4.500h-2A4.500 4.500 0 0 1 5 14.500zM16 10.500h1.500a2.500 2.500 0 0 1 0 5H16M9 3.500v2.500m3.500-2.500v2.500",
  notified: "M6 16.500c1.500-1.500 1.500-3 1.500-5.500a4.500 4.500 0 0 1 9 0c0 2.500 0 4 1.500 5.500zM10.500 19.500h3",
};

export function StepIcon({ name }: { readonly name: StepName }) {
  return (
    <svg class="step-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={strokes[name]} />
    </svg>
  );
}
