import { useTranslations } from 'next-intl';
import type { KeyboardEvent, Ref } from 'react';
import { Checkbox } from '@/app/_ui/checkbox';

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
      <Checkbox
        size="small"
        title={t('regexHint')}
        checked={search.isRegex}
        onChange={(isRegex) => onSearch({ ...search, isRegex })}
      >
        {t('regex')}
      </Checkbox>
      <Checkbox size="small" checked={search.only} onChange={(only) => onSearch({ ...search, only })}>
        {t('only')}
      </Checkbox>
    </search>
  );
}
