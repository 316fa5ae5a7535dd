import { cookies } from 'next/headers';

const themeCookie = 'slipway-theme';

/** What the reader chose with the toggle; nothing when the system decides. */
export async function readTheme(): Promise<'light' | 'dark' | undefined> {
  const value = (await cookies()).get(themeCookie)?.value;
  return value === 'light' || value === 'dark' ? value : undefined;
}
