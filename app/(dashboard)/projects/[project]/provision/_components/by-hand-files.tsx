'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { ListErrors } from '@/app/_components/list-errors';
import { buttonClass } from '@/app/_ui/button-class';
import { CopyButton } from '@/app/_ui/copy-button';
import { cx } from '@/app/_ui/cx';
import { Message } from '@/app/_ui/message';
import { type PlanRequest, useExport } from './use-export';

type ByHandFilesProps = {
  projectId: string;
  planned: PlanRequest;
  local: boolean;
  /** The files are there, and with them the height of the part. */
  onShown: () => void;
};

/** The files to download, and the command that takes them. */
export function ByHandFiles({ projectId, planned, local, onShown }: ByHandFilesProps) {
  const t = useTranslations('provision.byHand');
  const exported = useExport(projectId, planned);
  const ready = exported.data !== undefined;
  const shown = useEffectEvent(onShown);
  useEffect(() => {
    if (ready) shown();
  }, [ready]);
  const template = `/api/v1/projects/${projectId}/template`;
  if (!exported.data) {
    return exported.error ? (
      <ListErrors lists={[exported]} />
    ) : (
      <p aria-live="polite" className="text-ink-soft">
        {t('making')}
      </p>
    );
  }
  const { files, parameters, command, leftOut } = exported.data;
  const downloads = [
    { name: files.template, href: template },
    { name: files.parameters, href: dataUrl(parameters) },
    { name: 'inference.bicep', href: `${template}?format=bicep` },
  ];
  return (
    <div
      inert={exported.isPlaceholderData}
      aria-busy={exported.isFetching}
      className={cx('flex flex-col gap-4', exported.isPlaceholderData && 'opacity-50')}
    >
      <ol className="flex list-inside list-decimal flex-col gap-3 marker:text-ink-soft">
        <li>
          {t('download')}
          <div className="mt-2 flex flex-wrap gap-2">
            {downloads.map(({ name, href }) => (
              <a
                key={name}
                className={buttonClass('secondary', 'font-mono text-xs')}
                download={name}
                href={href}
              >
                <Download aria-hidden className="size-4" />
                {name}
              </a>
            ))}
          </div>
          <p className="mt-1 text-xs text-ink-soft">{t('bicep')}</p>
        </li>
        <li>
          {t('run')}
          {command.bash === command.powershell ? (
            <Command text={command.bash} />
          ) : (
            <dl className="mt-2 flex flex-col gap-2">
              {(['bash', 'powershell'] as const).map((shell) => (
                <div key={shell}>
                  <dt className="text-xs text-ink-soft">{t(shell)}</dt>
                  <dd>
                    <Command text={command[shell]} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
        <li>{t('connect')}</li>
      </ol>
      {leftOut.length > 0 && (
        <Message level="warning" title={t('leftOut')}>
          <ul className="list-inside list-disc">
            {leftOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Message>
      )}
      {local && <p className="text-xs text-ink-soft">{t('local')}</p>}
    </div>
  );
}

function Command({ text }: { text: string }) {
  const t = useTranslations('copy');
  return (
    <div className="mt-1 flex items-start gap-1 rounded-md border border-line bg-canvas py-1 pr-1 pl-3">
      <code className="min-w-0 flex-1 py-1 font-mono text-xs break-words">{text}</code>
      <CopyButton
        text={text}
        label={t('copy', { what: 'az deployment group create' })}
        copiedLabel={t('copied')}
      />
    </div>
  );
}

const dataUrl = (text: string) => `data:application/json;charset=utf-8,${encodeURIComponent(text)}`;
