'use client';

import { useTranslations } from 'next-intl';
import { ListErrors } from '@/app/_components/list-errors';
import { Panel } from '@/app/_ui/panel';
import type { ParameterName } from '@/lib/config/parameters-schema';
import { nameParameters } from '@/lib/provisioning/names/name-parameters';
import { NameField } from './name-field';
import type { useNames } from './use-names';
import type { ParameterDraft } from './use-parameters';

type ParametersPanelProps = {
  names: ReturnType<typeof useNames>;
  draft: ParameterDraft;
  errorsOf: (name: ParameterName) => string[];
  /** Why a parameter cannot be set, if it cannot. */
  whyNot: (name: ParameterName) => string | undefined;
  onChange: (change: Partial<ParameterDraft>) => void;
};

export function ParametersPanel({ names, draft, errorsOf, whyNot, onChange }: ParametersPanelProps) {
  const t = useTranslations('provision.parameters');
  return (
    <Panel title={t('title')} description={t('description')}>
      <div className="mb-4 flex flex-col gap-2 empty:hidden">
        <ListErrors lists={[names]} />
      </div>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {nameParameters.map((name) => (
          <NameField
            key={name}
            label={t(`name.${name}`)}
            value={draft[name]}
            errors={errorsOf(name)}
            disabled={whyNot(name)}
            finding={names.data?.[name]}
            looking={names.isFetching}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
    </Panel>
  );
}
