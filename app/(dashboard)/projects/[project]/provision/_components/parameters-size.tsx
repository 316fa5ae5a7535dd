'use client';

import { useTranslations } from 'next-intl';
import { NumberField } from '@/app/_components/number-field';
import { Field } from '@/app/_ui/field';
import { Panel } from '@/app/_ui/panel';
import { gpuProfiles, type ParameterName } from '@/lib/config/parameters-schema';
import type { ParameterDraft } from './use-parameters';

type ParametersSizeProps = {
  draft: ParameterDraft;
  errorsOf: (name: ParameterName) => string[];
  whyNot: (name: ParameterName) => string | undefined;
  onChange: (change: Partial<ParameterDraft>) => void;
};

/** Where the model computes, how much of it there is, and who may call it. */
export function ParametersSize({ draft, errorsOf, whyNot, onChange }: ParametersSizeProps) {
  const t = useTranslations('provision.parameters');
  const profile = draft.gpuProfile ?? 'NC24-A100';
  return (
    <Panel title={t('sizeTitle')} description={t('sizeDescription')}>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <Field
          label={t('name.gpuProfile')}
          hint={whyNot('gpuProfile') ?? t(`profileHint.${profile}`)}
          errors={errorsOf('gpuProfile')}
        >
          {(control) => (
            <select
              {...control}
              className="control"
              value={draft.gpuProfile ?? ''}
              disabled={whyNot('gpuProfile') !== undefined}
              onChange={({ target }) =>
                onChange({ gpuProfile: gpuProfiles.find((each) => each === target.value) ?? null })
              }
            >
              <option value="">{t('profileDefault')}</option>
              {gpuProfiles.map((each) => (
                <option key={each} value={each}>
                  {t(`profile.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={t('name.containerImage')}
          hint={whyNot('containerImage') ?? t('imageHint')}
          errors={errorsOf('containerImage')}
        >
          {(control) => (
            <input
              {...control}
              className="control font-mono text-xs"
              value={draft.containerImage ?? ''}
              disabled={whyNot('containerImage') !== undefined}
              placeholder={t('imagePlaceholder')}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => onChange({ containerImage: event.target.value || null })}
            />
          )}
        </Field>
        <NumberField
          label={t('name.minimumReplicas')}
          hint={whyNot('minimumReplicas') ?? t(draft.minimumReplicas === 0 ? 'zeroHint' : 'minimumHint')}
          errors={errorsOf('minimumReplicas')}
          min={0}
          placeholder="1"
          disabled={whyNot('minimumReplicas') !== undefined}
          value={draft.minimumReplicas}
          onChange={(minimumReplicas) => onChange({ minimumReplicas })}
        />
        <NumberField
          label={t('name.maximumInstanceCount')}
          hint={t(profile === 'NC24-A100' ? 'countHintNodes' : 'countHint')}
          errors={errorsOf('maximumInstanceCount')}
          min={1}
          value={draft.maximumInstanceCount}
          onChange={(maximumInstanceCount) => onChange({ maximumInstanceCount })}
        />
        <Field
          label={t('name.endpointKey')}
          hint={
            whyNot('endpointKey') ?? (
              <span className={draft.endpointKey ? undefined : 'text-warn'}>
                {t(draft.endpointKey ? 'keyOnHint' : 'keyOffHint')}
              </span>
            )
          }
          errors={errorsOf('endpointKey')}
        >
          {(control) => (
            <select
              {...control}
              className="control"
              value={draft.endpointKey === null ? '' : String(draft.endpointKey)}
              disabled={whyNot('endpointKey') !== undefined}
              onChange={({ target }) =>
                onChange({ endpointKey: target.value === '' ? null : target.value === 'true' })
              }
            >
              <option value="">{t('keyDefault')}</option>
              <option value="true">{t('keyOn')}</option>
              <option value="false">{t('keyOff')}</option>
            </select>
          )}
        </Field>
      </div>
    </Panel>
  );
}
