'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Ago } from '@/app/_components/ago';
import { fetchJson } from '@/app/_components/fetch-json';
import { ListErrors } from '@/app/_components/list-errors';
import { Button } from '@/app/_ui/button';
import { readParametersText } from '@/lib/config/parameters-text';
import type { FileVersion } from '@/lib/provisioning/history/file-versions';
import { DifferenceList } from './difference-list';
import { differencesOf } from './parameter-differences';
import type { ParametersForm } from './use-parameters';

type VersionsListProps = { projectId: string; form: ParametersForm; onTaken: () => void };

/** The versions, each with what it would change in the form. */
export function VersionsList({ projectId, form, onTaken }: VersionsListProps) {
  const t = useTranslations('provision.versions');
  const list = useQuery({
    queryKey: ['parameters-versions', projectId],
    queryFn: ({ signal }) =>
      fetchJson<FileVersion[]>(`/api/v1/projects/${projectId}/parameters/versions`, signal),
    staleTime: 0,
    gcTime: 0,
  });
  if (list.error) return <ListErrors lists={[list]} />;
  if (!list.data) return <p className="text-ink-soft">{t('loading')}</p>;
  if (list.data.length === 0) return <p className="text-ink-soft">{t('none')}</p>;
  return (
    <ul className="-mx-5 max-h-[60vh] divide-y divide-line overflow-auto border-y border-line">
      {list.data.map(({ id, replacedAt, content }) => (
        <li key={id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-5 py-3">
          <div className="min-w-0 flex-1 basis-56">
            <p className="text-xs text-ink-soft">
              {t('replaced')} <Ago at={replacedAt} />
            </p>
            <Content content={content} form={form} />
          </div>
          <Button
            disabled={content === form.text}
            title={content === form.text ? t('same') : undefined}
            onClick={() => {
              form.replace(content);
              onTaken();
            }}
          >
            {t('take')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Content({ content, form }: { content: string; form: ParametersForm }) {
  const t = useTranslations('provision.versions');
  const read = readParametersText(content);
  if (!read.ok) return <p className="text-warn">{t('unreadable')}</p>;
  const differences = differencesOf(form.values, read.values);
  if (differences.length === 0) return <p>{t(content === form.text ? 'same' : 'sameValues')}</p>;
  return (
    <details>
      <summary className="cursor-pointer font-mono text-xs break-words">
        {differences.map(({ name }) => name).join(', ')}
      </summary>
      <div className="mt-2">
        <DifferenceList differences={differences} />
      </div>
    </details>
  );
}
