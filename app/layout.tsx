import type { Metadata, Viewport } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import './globals.css';
import { readTheme } from './theme';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('product');
  return { title: { default: t('name'), template: `%s · ${t('name')}` }, description: t('description') };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await getLocale()} data-theme={await readTheme()}>
      <body>{children}</body>
    </html>
  );
}
