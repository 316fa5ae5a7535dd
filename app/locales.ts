/** The languages that have a file in `messages/`; the first is the fallback. */
const locales = ['en'] as const;

export type Locale = (typeof locales)[number];

/** The first of our locales that the reader wants. `acceptLanguage` is the HTTP header's value. */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = [chosen ?? '', ...byQuality(acceptLanguage ?? '')];
  for (const tag of wanted) {
    const match = locales.find((locale) => tag === locale || tag.startsWith(`${locale}-`));
    if (match) return match;
  }
  return locales[0];
}

function byQuality(header: string): string[] {
  return header
    .split(',')
    .map((entry) => {
      const [tag = '', quality] = entry.trim().toLowerCase().split(';q=');
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map((entry) => entry.tag);
}
