import type { JSX } from "preact";

/** One drawing per drink on the menu, built from a few vessels; a drink that isn't known here gets the plain cup. */

const coffee = "#4a2a18";
const crema = "#b9783f";
const milk = "#f6e7d2";
const white = "#fffaf2";

interface CupLook {
  readonly glaze: string;
  readonly shade: string;
  readonly drink: string;
  readonly top?: JSX.Element;
}

function Steam() {
  return <path class="steam" d="M38 28c-5-5 5-8 0-14m10 14c-5-5 5-8 0-14m10 14c-5-5 5-8 0-14" />;
}

function WideCup({ glaze, shade, drink, top }: CupLook) {
  return (
    <>
      <ellipse cx="48" cy="79" rx="36" ry="6" fill={shade} />
      <ellipse cx="48" cy="77" rx="36" ry="6" fill={glaze} />
      <path d="M75 46c12-3 15 15-4 17" fill="none" stroke={shade} stroke-width="5" />
      <path d="M20 41h56c0 22-9 36-28 36S20 63 20 41z" fill={glaze} />
      <path d="M62 41h14c0 22-9 36-28 36 12-4 15-20 14-36z" fill={shade} opacity=".55" />
      <ellipse cx="48" cy="41" rx="28" ry="9" fill={glaze} />
      <ellipse cx="48" cy="41.500" rx="25" ry="7" fill={drink} />
      {top}
    </>
  );
}

function SmallCup({ glaze, shade, drink, top }: CupLook) {
  return (
    <>
      <ellipse cx="48" cy="79" rx="30" ry="5.500" fill={shade} />
      <ellipse cx="48" cy="77" rx="30" ry="5.500" fill={glaze} />
      <path d="M65 54c10-3 12 11-3 13" fill="none" stroke={shade} stroke-width="4" />
      <path d="M29 48h38c1 16-5 29-19 29S28 64 29 48z" fill={glaze} />
      <path d="M57 48h10c1 16-5 29-19 29 9-4 11-17 9-29z" fill={shade} opacity=".55" />
      <ellipse cx="48" cy="48" rx="19" ry="6.500" fill={glaze} />
      <ellipse cx="48" cy="48.500" rx="16.500" ry="5" fill={drink} />
      {top}
    </>
  );
}

function Glass({ layers, children }: { readonly layers: readonly string[]; readonly children?: JSX.Element }) {
  const height = 50 / layers.length;
  return (
    <>
      <ellipse cx="48" cy="83" rx="22" ry="3.500" class="shadow" />
      <path d="M28 18h40l-4 64H32z" fill="#fff" opacity=".5" />
      {layers.map((fill, index) => (
        <path key={fill} d={slice(28 + index * height, 28 + (index + 1) * height)} fill={fill} />
      ))}
      <path d="M28 18h40l-4 64H32z" fill="none" stroke="#fff" stroke-width="2" opacity=".75" />
      <path d="M34 24l3 52" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".5" />
      {children}
    </>
  );
}

/** A layer of a drink in the glass, whose walls lean inwards from x = 28…68 at the rim to 32…64 at the foot. */
function slice(top: number, bottom: number): string {
  const inset = (y: number) => 1.5 + ((y - 18) / 64) * 4;
  const [above, below] = [inset(top), inset(bottom)];
  return `M${28 + above} ${top}H${68 - above}L${68 - below} ${bottom}H${28 + below}z`;
}

const Heart = () => <path d="M48 46c-9-3-12-8-6-9 3-.4 5 1 6 2 1-1 3-2.400 6-2 6 1 3 6-6 9z" fill={white} />;

const Leaf = () => (
  <path d="M48 47c-8-4-9-9 0-12 9 3 8 8 0 12zm0-11v10m-5-7 5 2 5-2m-10 4 5 2 5-2" fill={white} stroke={crema} />
);

const Foam = () => (
  <>
    <path d="M23 41c0-9 11-13 25-13s25 4 25 13c0 4-11 7.500-25 7.500S23 45 23 41z" fill={white} />
    <path
      d="M36 35h.1m8-3h.1m9 3h.1m6 2h.1m-17 2h.1"
      stroke={coffee}
      stroke-width="2"
      stroke-linecap="round"
      opacity=".6"
    />
  </>
);

const Marshmallows = () => (
  <>
    <rect x="35" y="34" width="11" height="8" rx="3" fill={white} />
    <rect x="47" y="36" width="12" height="8" rx="3" fill="#f7d9d3" />
    <rect x="42" y="30" width="10" height="7" rx="3" fill={white} />
  </>
);

const Mint = () => (
  <g fill="#4f8a4c" stroke="#2f6333">
    <path d="M40 44c-9 0-11 8-8 13 6 0 10-6 8-13zM55 50c8-2 12 5 10 11-6 1-11-4-10-11zM44 62c7-3 12 3 11 9-6 2-11-2-11-9z" />
    <path d="M48 22c-10-12-16-6-16 0 5 4 11 4 16 0zm0 0c2-14 12-12 15-7-2 6-9 9-15 7z" />
  </g>
);

const Ice = () => (
  <>
    <path d="M58 8 50 74" stroke="#c96a3d" stroke-width="4" stroke-linecap="round" />
    <g fill="#fff" opacity=".55">
      <path d="M34 30l11-2 2 11-11 2zM49 36l10-1 1 10-10 1zM37 45l10 2-2 10-10-2z" />
    </g>
  </>
);

function Carafe() {
  return (
    <>
      <ellipse cx="48" cy="83" rx="26" ry="3.500" class="shadow" />
      <path d="M68 44c14-4 14 22 1 22" fill="none" stroke="#8a6a4f" stroke-width="4" />
      <path d="M36 34h24l11 32c3 9-2 16-10 16H35c-8 0-13-7-10-16z" fill="#fff" opacity=".55" />
      <path d="M30 54h36l4 13c2 7-2 12-9 12H35c-7 0-11-5-9-12z" fill={coffee} />
      <path d="M27 12h42L56 33H40z" fill={white} />
      <path d="M31 17h34L55 31H41z" fill="#6b4128" />
      <path d="M37 34h22" stroke="#8a6a4f" stroke-width="4" stroke-linecap="round" />
      <path d="M48 38v12" stroke={coffee} stroke-width="2" stroke-linecap="round" stroke-dasharray="3 4" />
    </>
  );
}

const terracotta = { glaze: "#c4643d", shade: "#8f4124" };
const cream = { glaze: "#fdf3e4", shade: "#dcc3a1" };
const sage = { glaze: "#9db08a", shade: "#6c8160" };
const slate = { glaze: "#7d93a3", shade: "#556b7b" };
const rose = { glaze: "#d9a08f", shade: "#ad6f60" };
const umber = { glaze: "#94604a", shade: "#643b2a" };

const drawings: Readonly<Record<string, () => JSX.Element>> = {
  espresso: () => <SmallCup {...terracotta} drink={crema} />,
  "double-espresso": () => (
    <SmallCup {...umber} drink={crema} top={<ellipse cx="48" cy="49" rx="9" ry="2.500" fill={coffee} />} />
  ),
  americano: () => <WideCup {...slate} drink={coffee} />,
  cappuccino: () => <WideCup {...cream} drink={crema} top={<Foam />} />,
  "flat-white": () => <WideCup {...sage} drink={crema} top={<Heart />} />,
  latte: () => <Glass layers={[white, milk, "#dcb48a", "#a86f42"]} />,
  "filter-coffee": () => <Carafe />,
  "hot-chocolate": () => <WideCup {...rose} drink="#5b3220" top={<Marshmallows />} />,
  "mint-tea": () => (
    <Glass layers={["#d8dc9a"]}>
      <Mint />
    </Glass>
  ),
  "cold-brew": () => (
    <Glass layers={["#7b4a2c", "#55301c", "#3d2113"]}>
      <Ice />
    </Glass>
  ),
};

const cold = new Set(["cold-brew"]);
const steamless = new Set(["cold-brew", "filter-coffee", "mint-tea", "latte"]);

export function Drink({ itemId }: { readonly itemId: string }) {
  const drawing = drawings[itemId] ?? (() => <WideCup {...terracotta} drink={crema} top={<Leaf />} />);
  return (
    <svg class={cold.has(itemId) ? "drink cold" : "drink"} viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      {!steamless.has(itemId) && <Steam />}
      {drawing()}
    </svg>
  );
}
