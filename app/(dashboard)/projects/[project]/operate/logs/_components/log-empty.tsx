import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/app/_components/empty-state';
import { buttonClass } from '@/app/_ui/button-class';
import { Skeleton } from '@/app/_ui/skeleton';

type LogEmptyProps = { projectId: string; isFiltered: boolean; loading: boolean };

/** What stands where no line is: what will bring one. */
export function LogEmpty({ projectId, isFiltered, loading }: LogEmptyProps) {
  const t = useTranslations('operate.logs.empty');
  if (loading) return <Skeleton className="m-4 h-40" />;
  const kind = isFiltered ? 'filtered' : 'nothing';
  return (
    <div className="p-4">
      <EmptyState title={t(`${kind}.title`)} text={t(`${kind}.text`)}>
        {!isFiltered && (
          <Link href={`/projects/${projectId}/deploy`} className={buttonClass('primary')}>
            {t('deploy')}
          </Link>
        )}
      </EmptyState>
    </div>
  );
}
