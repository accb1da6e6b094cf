import { beforeEach, describe, expect, it } from "vitest";
import { formatMoney } from "../src/format.ts";
import { german } from "../src/messages/de.ts";
import { english } from "../src/messages/en.ts";
import { chooseLanguage, drinkName, language, messages, preferredLanguage, speakPreferred } from "../src/messages.ts";

beforeEach(async () => {
  await chooseLanguage("en");
  localStorage.clear();
});

/** Every path to a text; what the server says in English needs no English translation. */
function keysOf(section: object, path = ""): readonly string[] {
  return Object.entries(section).flatMap(([name, value]) => {
    if (path === "" && ["drinks", "server"].includes(name)) return [];
    return typeof value === "object" ? keysOf(value, `${path}.${name}`) : [`${path}.${name}`];
  });
}

describe("the two languages", () => {
  it("have the same keys", () => {
    expect(keysOf(german)).toEqual(expect.arrayContaining([...keysOf(english)]));
    expect(keysOf(german)).toHaveLength(keysOf(english).length);
  });

  it("share no sentence: nothing was left untranslated", () => {
    const sentences = (section: object): readonly string[] =>
      Object.values(section).flatMap((value) => (typeof value === "object" ? sentences(value) : value));
    const untranslated = new Set(sentences(english).filter((text) => typeof text === "string" && text.includes(" ")));
    untranslated.delete(english.site.name);
    expect(sentences(german).filter((text) => untranslated.has(text))).toEqual([]);
  });

  it.each([
    ["en", 1, "View basket: 1 drink, x"],
    ["en", 2, "View basket: 2 drinks, x"],
    ["de", 1, "Zum Korb: 1 Getränk, x"],
    ["de", 2, "Zum Korb: 2 Getränke, x"],
  ] as const)("count in %s: %i", async (chosen, count, text) => {
    await chooseLanguage(chosen);
    expect(messages.basket.summary(count, "x")).toBe(text);
  });

  it("write prices as their speakers do", async () => {
    expect(formatMoney(1320, "EUR")).toBe("€13.20");
    await chooseLanguage("de");
    expect(formatMoney(1320, "EUR")).toBe("13,20\u00a0€");
  });

  it("name the drinks of the menu, and leave one that is new as it came", async () => {
    await chooseLanguage("de");
    expect(drinkName("hot-chocolate", "Hot chocolate")).toBe("Heiße Schokolade");
    expect(drinkName("chai", "Chai")).toBe("Chai");
  });
});

describe("the language that is spoken", () => {
  it.each([
    [null, ["de-AT", "en"], "de"],
    [null, ["fr", "de"], "de"],
    [null, ["fr"], "en"],
    ["en", ["de"], "en"],
    ["xx", ["de"], "de"],
    [null, [], "en"],
  ] as const)("with the choice %s and the browser's %s is %s", (chosen, offered, spoken) => {
    expect(preferredLanguage(chosen, offered)).toBe(spoken);
  });

  it("is the chosen one at the next visit, and is told to the browser", async () => {
    await chooseLanguage("de");
    await speakPreferred();
    expect(language()).toBe("de");
    expect(document.documentElement.lang).toBe("de");
  });
});
