import { useTranslations } from 'next-intl';
import type { KeyboardEvent, Ref } from 'react';

type Search = { q: string; isRegex: boolean; only: boolean };

type LogSearchProps = {
  ref: Ref<HTMLInputElement>;
  search: Search;
  onSearch(search: Search): void;
  onKeyDown(event: KeyboardEvent): void;
};

/** What to look for, and how. */
export function LogSearch({ ref, search, onSearch, onKeyDown }: LogSearchProps) {
  const t = useTranslations('operate.logs.search');
  return (
    <search className="flex min-w-0 flex-1 basis-72 flex-wrap items-center gap-x-3 gap-y-1">
      <input
        ref={ref}
        type="search"
        value={search.q}
        onChange={(event) => onSearch({ ...search, q: event.target.value })}
        onKeyDown={onKeyDown}
        aria-label={t('label')}
        placeholder={t('placeholder')}
        maxLength={500}
        spellCheck={false}
        className="control max-w-xl flex-1 basis-48 font-mono text-xs"
      />
      <label className="flex items-center gap-1.5 text-xs text-ink-soft" title={t('regexHint')}>
        <input
          type="checkbox"
          className="accent-accent"
          checked={search.isRegex}
          onChange={(event) => onSearch({ ...search, isRegex: event.target.checked })}
        />
        {t('regex')}
      </label>
      <label className="flex items-center gap-1.5 text-xs text-ink-soft">
        <input
          type="checkbox"
          className="accent-accent"
          checked={search.only}
          onChange={(event) => onSearch({ ...search, only: event.target.checked })}
        />
        {t('only')}
      </label>
    </search>
  );
}
