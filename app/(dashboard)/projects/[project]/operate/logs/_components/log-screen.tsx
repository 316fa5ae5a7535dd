'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useSettled } from '@/app/_components/use-settled';
import { buttonClass } from '@/app/_ui/button-class';
import { Panel } from '@/app/_ui/panel';
import { filterQuery, type LogFilter } from '@/lib/deployment/logs/log-filter';
import type { LogLevel, LogPage, LogSource } from '@/lib/deployment/logs/log-line';
import { LogBody } from './log-body';
import { LogSearch } from './log-search';
import { NameSelect } from './name-select';

const levels = ['all', 'warning', 'error'] as const;
const LEVELS: Readonly<Record<(typeof levels)[number], LogLevel[] | undefined>> = {
  all: undefined,
  warning: ['warning', 'error'],
  error: ['error'],
};

type LogScreenProps = { projectId: string; initial: LogPage; replicas: string[] };

/** The log of a project's app: what to show of it, what to search for, and the lines. */
export function LogScreen({ projectId, initial, replicas }: LogScreenProps) {
  const t = useTranslations('operate.logs');
  const [source, setSource] = useState<LogSource | 'all'>('all');
  const [level, setLevel] = useState<(typeof levels)[number]>('all');
  const [replica, setReplica] = useState('all');
  const [search, setSearch] = useState({ q: '', isRegex: false, only: false });
  const [jump, setJump] = useState<{ older: number }>();
  const q = useSettled(search.q);
  const input = useSlashKey();

  const shown: LogFilter = {
    ...(source !== 'all' && { source: [source] }),
    ...(LEVELS[level] && { level: LEVELS[level] }),
    ...(replica !== 'all' && { replica }),
  };
  const sought: LogFilter = { ...shown, ...(q && { q }), ...(search.isRegex && { regex: 'true' }) };
  const filter = search.only && q ? sought : shown;
  const query = filterQuery(filter).toString();

  function onSearchKey(event: KeyboardEvent) {
    if (event.key === 'Enter') setJump({ older: event.shiftKey ? -1 : 1 });
    if (event.key === 'Escape') setSearch({ ...search, q: '' });
  }

  return (
    <Panel
      title={t('title')}
      flush
      actions={
        <a
          href={`/api/v1/projects/${projectId}/logs/download?${query}`}
          download
          className={buttonClass('secondary', undefined, 'small')}
        >
          {t('download')}
        </a>
      }
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <LogSearch ref={input} search={search} onSearch={setSearch} onKeyDown={onSearchKey} />
        <NameSelect
          label={t('source.label')}
          value={source}
          onChange={setSource}
          names={sources}
          text={(name) => t(`source.${name}`)}
        />
        <NameSelect
          label={t('level.label')}
          value={level}
          onChange={setLevel}
          names={levels}
          text={(name) => t(`level.${name}`)}
        />
        <NameSelect
          label={t('replica.label')}
          value={replica}
          onChange={setReplica}
          names={['all', ...replicas]}
          text={(name) => (name === 'all' ? t('replica.all') : name)}
        />
      </div>
      <LogBody
        // Other lines are another log: it is read and followed anew.
        key={query}
        projectId={projectId}
        filter={filter}
        initial={query === '' ? initial : undefined}
        sought={sought}
        jump={jump}
      />
    </Panel>
  );
}

const sources = ['all', 'console', 'system'] as const;

/** The key with which people begin to search, unless they are writing something. */
function useSlashKey() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isWriting =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return input;
}
