import { useTranslations } from 'next-intl';
import { PlainPage } from '@/app/_ui/plain-page';

/** One answer for a link that never was, was revoked or has expired. */
export default function SharedRunNotFound() {
  const t = useTranslations('status.gone');
  return <PlainPage title={t('title')} text={t('text')} />;
}
