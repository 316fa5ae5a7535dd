'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Combobox, type ComboboxOption } from '@/app/_ui/combobox';
import { Field } from '@/app/_ui/field';

type ListComboboxProps = {
  label: string;
  hint?: ReactNode;
  /** What to do when the list has nothing in it. */
  empty: string;
  /** Only its state is read; `options` is its data in the shape of the field. */
  list: UseQueryResult<unknown[]>;
  options: ComboboxOption[] | undefined;
  value: string | undefined;
  onChange: (value: string) => void;
  onText: (text: string) => boolean;
};

/** A searchable choice from a list that is fetched: loading, nothing to choose and a choice that is gone are told in it. */
export function ListCombobox(props: ListComboboxProps) {
  const { label, hint, empty, list, options, value, onChange, onText } = props;
  const t = useTranslations('provision.target');
  const missing = value !== undefined && !options?.some((option) => option.value === value);
  const gone = missing ? [{ value, label: list.isSuccess ? t('missing', { value }) : value }] : [];
  return (
    <Field label={label} hint={options?.length === 0 ? empty : hint}>
      {(control) => (
        <Combobox
          {...control}
          options={[...(options ?? []), ...gone]}
          value={value}
          placeholder={t(list.isFetching ? 'loading' : 'search')}
          nothing={t('nothing')}
          busy={list.isFetching}
          disabled={list.isPending && list.isFetching}
          onChange={onChange}
          onText={onText}
        />
      )}
    </Field>
  );
}
