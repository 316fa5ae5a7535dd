'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Field } from '@/app/_ui/field';

type Option = { value: string; label: string };

type ListSelectProps = {
  label: string;
  hint?: ReactNode;
  /** Only its state is read; `options` is its data in the select's shape. */
  list: UseQueryResult<unknown[]>;
  options: Option[] | undefined;
  value: string | undefined;
  onChange: (value: string) => void;
  errors?: string[];
};

/** A select over a list that is fetched: loading, nothing to choose and a choice that is gone are told in it. */
export function ListSelect({ label, hint, list, options, value, onChange, errors }: ListSelectProps) {
  const t = useTranslations('provision.target');
  const missing = value !== undefined && value !== '' && !options?.some((option) => option.value === value);
  const empty = options?.length === 0;
  return (
    <Field label={label} hint={empty ? t('empty') : hint} errors={errors}>
      {(control) => (
        <select
          {...control}
          className="control"
          value={value ?? ''}
          disabled={!options || empty}
          aria-busy={list.isFetching}
          onChange={(event) => onChange(event.target.value)}
        >
          {value === undefined && <option value="">{t(list.isFetching ? 'loading' : 'none')}</option>}
          {missing && <option value={value}>{list.isSuccess ? t('missing', { value }) : value}</option>}
          {options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
