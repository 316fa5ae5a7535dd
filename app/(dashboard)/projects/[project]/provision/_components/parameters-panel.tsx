'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/app/_ui/field';
import { Panel } from '@/app/_ui/panel';
import type { listResources } from '@/lib/azure/resources';
import type { ParameterName } from '@/lib/config/parameters-schema';
import { NameField } from './name-field';
import type { Target } from './target';
import { useAzureList } from './use-azure-list';
import type { ParameterDraft } from './use-parameters';

type Resource = Awaited<ReturnType<typeof listResources>>[number];

const names = [
  { name: 'acaAppName', type: 'microsoft.app/containerapps' },
  { name: 'acaEnvironmentName', type: 'microsoft.app/managedenvironments' },
  { name: 'storageAccountName', type: 'microsoft.storage/storageaccounts' },
  { name: 'fileShareName', type: undefined },
  { name: 'acaEnvironmentStorageName', type: undefined },
  { name: 'acaLogAnalyticsName', type: 'microsoft.operationalinsights/workspaces' },
] as const;

type ParametersPanelProps = {
  target: Target | undefined;
  draft: ParameterDraft;
  errorsOf: (name: ParameterName) => string[];
  onChange: (change: Partial<ParameterDraft>) => void;
};

export function ParametersPanel({ target, draft, errorsOf, onChange }: ParametersPanelProps) {
  const t = useTranslations('provision.parameters');
  const resources = useAzureList<Resource>('resources', {
    subscriptionId: target?.subscriptionId,
    resourceGroup: target?.resourceGroup,
  });
  const existing = (type: string | undefined) =>
    type
      ? resources.data?.filter((each) => each.type.toLowerCase() === type).map(({ name }) => name)
      : undefined;

  return (
    <Panel title={t('title')} description={t('description')}>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {names.map(({ name, type }) => (
          <NameField
            key={name}
            label={t(`name.${name}`)}
            value={draft[name]}
            errors={errorsOf(name)}
            existing={existing(type)}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
        <Field
          label={t('name.maximumInstanceCount')}
          hint={t('countHint')}
          errors={errorsOf('maximumInstanceCount')}
        >
          {(control) => (
            <input
              {...control}
              type="number"
              min={1}
              step={1}
              className="control max-w-32 font-mono text-xs"
              value={draft.maximumInstanceCount ?? ''}
              onChange={(event) =>
                onChange({
                  maximumInstanceCount: event.target.value === '' ? null : event.target.valueAsNumber,
                })
              }
            />
          )}
        </Field>
      </div>
    </Panel>
  );
}
