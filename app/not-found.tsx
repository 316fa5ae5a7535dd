import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';
import { PlainPage } from '@/app/_ui/plain-page';

export default function NotFound() {
  const t = useTranslations('notFound');
  return (
    <PlainPage title={t('title')} text={t('text')}>
      <Link href="/" className={buttonClass('secondary')}>
        {t('home')}
      </Link>
    </PlainPage>
  );
}
