import { chooseLanguage, type Language, language, languages, messages } from "../messages.ts";

export function LanguageSwitch() {
  return (
    <label class="language">
      <span class="visually-hidden">{messages.site.language}</span>
      <select value={language()} onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}>
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
