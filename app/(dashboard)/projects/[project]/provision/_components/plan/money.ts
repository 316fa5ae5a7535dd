/** Amounts below this are told by their leading digits: prices of a second are tiny. */
const SMALL = 0.01;

const PRICE_DIGITS = 4;

/** The price of one unit, of which there may be thousands in an hour. `currency` is ISO 4217. */
export function priceText(price: number, currency: string, locale: string): string {
  if (price < SMALL) return moneyText(price, currency, locale);
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: PRICE_DIGITS };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(price);
}

/** An amount in a reader's language. `currency` is ISO 4217. */
export function moneyText(amount: number, currency: string, locale: string): string {
  const digits =
    amount !== 0 && Math.abs(amount) < SMALL
      ? { maximumSignificantDigits: 3 }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(amount);
}

/** The least and the most, once where they are the same. */
export function moneyRange(
  { least, most }: { least: number; most: number },
  currency: string,
  locale: string,
): string {
  const [from, to] = [moneyText(least, currency, locale), moneyText(most, currency, locale)];
  return from === to ? to : `${from} – ${to}`;
}
