import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/i18n.ts');

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // The dashboard streams; a compressing layer would hold events back.
  compress: false,
};

export default withNextIntl(nextConfig);
