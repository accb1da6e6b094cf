import { signal } from "@preact/signals";
import type { Messages } from "./messages/en.ts";

/** The page's words in the guest's language: whoever reads them while rendering is rendered again when it changes. */

export const languages = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languages;

const choiceKey = "cafe-orders.language";
const spoken = signal<{ readonly language: Language; readonly messages: Messages } | null>(null);

/** There is nothing to render before a language has come: `speakPreferred` waits for it. */
function current() {
  if (!spoken.value) throw new Error("no language has been loaded");
  return spoken.value;
}

function sectionOf(name: keyof Messages): object {
  return new Proxy({}, { get: (_, key) => current().messages[name][key as never] });
}

export const messages = new Proxy({} as Messages, { get: (_, name) => sectionOf(name as keyof Messages) });

export function language(): Language {
  return current().language;
}

/** The guest's own choice, else the first of the browser's languages that the café speaks. */
export function preferredLanguage(chosen: string | null, browserLanguages: readonly string[]): Language {
  const wished = [chosen ?? "", ...browserLanguages].map((tag) => tag.slice(0, 2));
  return (wished.find((tag) => tag in languages) ?? "en") as Language;
}

export async function speakPreferred(): Promise<void> {
  await speak(preferredLanguage(localStorage.getItem(choiceKey), navigator.languages));
}

export async function chooseLanguage(chosen: Language): Promise<void> {
  localStorage.setItem(choiceKey, chosen);
  await speak(chosen);
}

const loaders: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import("./messages/en.ts")).english,
  de: async () => (await import("./messages/de.ts")).german,
};

/** Only the language that is spoken is loaded; one that can't be leaves the page as it was. */
async function speak(wished: Language): Promise<void> {
  const loaded = await loaders[wished]().catch(() => null);
  if (loaded) spoken.value = { language: wished, messages: loaded };
  document.documentElement.lang = language();
}

export function drinkName(itemId: string, name: string): string {
  return current().messages.drinks[itemId]?.name ?? name;
}

export function drinkDescription(itemId: string, description: string): string {
  return current().messages.drinks[itemId]?.description ?? description;
}

export function serverWords(text: string): string {
  return current().messages.server[text] ?? text;
}
