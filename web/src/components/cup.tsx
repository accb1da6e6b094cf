/** The café's mark. */
export function Cup() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="currentColor" d="M4 12h19v7a8 8 0 0 1-8 8h-3a8 8 0 0 1-8-8z" />
      <path fill="none" stroke="currentColor" stroke-width="3" d="M23 14.5h1.5a3.5 3.5 0 0 1 0 7H22" />
      <path
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        d="M10 9c-2-2 2-3 0-5m7 5c-2-2 2-3 0-5"
      />
    </svg>
  );
}
