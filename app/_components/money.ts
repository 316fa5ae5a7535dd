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

/** From the lesser to the greater, once where they are the same: what is paid for waiting alone falls away at work. */
export function moneyRange(
  { least, most }: { least: number; most: number },
  currency: string,
  locale: string,
): string {
  const [from = '', to = ''] = [least, most]
    .toSorted((a, b) => a - b)
    .map((amount) => moneyText(amount, currency, locale));
  return from === to ? to : `${from} – ${to}`;
}
