import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConfigList } from '@/app/_components/config-list';
import { ErrorMessage } from '@/app/_components/error-message';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { Panel } from '@/app/_ui/panel';
import { readInferenceConfig } from '@/lib/config/inference-config';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.endpoint'))('title') };
}

export default async function EndpointPage({ params }: PageProps<'/projects/[project]/settings/endpoint'>) {
  const project = await loadProject(params);
  const t = await getTranslations('settings.endpoint');
  const config = await settle(readInferenceConfig(project));
  const made = config.ok ? config.value : null;
  return (
    <>
      {!config.ok && <ErrorMessage error={config.error} />}
      <Panel title={t('current')}>
        {made ? <ConfigList config={made} /> : <p className="text-ink-soft">{t('none')}</p>}
      </Panel>
    </>
  );
}
