'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';

export function ProjectSwitcher({ current, ids }: { current: string; ids: string[] }) {
  const t = useTranslations('shell');
  const router = useRouter();
  if (ids.length < 2) return null;
  return (
    <select
      aria-label={t('project')}
      value={current}
      onChange={(event) => router.push(`/projects/${event.target.value}`)}
      className="control w-auto font-mono text-xs"
    >
      {ids.map((id) => (
        <option key={id}>{id}</option>
      ))}
    </select>
  );
}
