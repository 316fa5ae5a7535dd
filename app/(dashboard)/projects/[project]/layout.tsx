import { Cloud, CloudOff } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { loadProject } from '@/app/_server/load-project';
import { readTheme } from '@/app/theme';
import { env } from '@/lib/config/env';
import { listProjects } from '@/lib/config/projects';
import { NavLinks } from './_components/nav-links';
import { ProjectSwitcher } from './_components/project-switcher';
import { ThemeToggle } from './_components/theme-toggle';
import { Wordmark } from './_components/wordmark';

export default async function ProjectLayout({ children, params }: LayoutProps<'/projects/[project]'>) {
  const project = await loadProject(params);
  const t = await getTranslations('shell');
  const local = env.azureMode === 'local';
  const Icon = local ? CloudOff : Cloud;
  return (
    <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:m-2 focus:bg-surface focus:p-2"
      >
        {t('skip')}
      </a>
      <header className="sticky top-0 z-10 flex flex-wrap items-center gap-x-3 border-b border-line bg-surface px-3 lg:h-dvh lg:flex-col lg:flex-nowrap lg:items-stretch lg:gap-1 lg:border-r lg:border-b-0 lg:p-3">
        <Link
          href={`/projects/${project.id}`}
          className="flex min-h-12 items-center gap-2 rounded-md px-1 font-semibold lg:px-2"
        >
          <Wordmark />
        </Link>
        <div className="order-3 w-full lg:order-none">
          <NavLinks projectId={project.id} />
        </div>
        <div className="ml-auto flex items-center gap-2 lg:mt-auto lg:ml-0 lg:flex-col lg:items-stretch">
          <ProjectSwitcher current={project.id} ids={listProjects().map(({ id }) => id)} />
          <div className="flex items-center justify-between gap-2 lg:px-2">
            <span
              title={t(local ? 'localHint' : 'azureHint')}
              className="inline-flex items-center gap-1.5 text-xs text-ink-soft"
            >
              <Icon aria-hidden className="size-3.5" />
              {t(local ? 'local' : 'azure')}
            </span>
            <ThemeToggle initial={await readTheme()} />
          </div>
        </div>
      </header>
      <main id="content" className="mx-auto w-full max-w-6xl min-w-0 px-4 py-6 lg:px-8 lg:py-8">
        {children}
      </main>
    </div>
  );
}
