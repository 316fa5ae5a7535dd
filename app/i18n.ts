import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { pickLocale } from './locales';

/** Messages of the reader's language: the cookie if there is one, else what the browser asks for. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get('slipway-locale')?.value;
  const locale = pickLocale(chosen, (await headers()).get('accept-language'));
  const messages = (await import(`../messages/${locale}.json`)).default;
  return { locale, messages, timeZone: 'UTC' };
});
