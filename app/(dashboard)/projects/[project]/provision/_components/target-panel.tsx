'use client';

import { useTranslations } from 'next-intl';
import { ListErrors } from '@/app/_components/list-errors';
import { Panel } from '@/app/_ui/panel';
import type { Location } from '@/lib/azure/locations';
import { ListSelect } from './list-select';
import { useAzureList } from './use-azure-list';
import type { TargetChoice } from './use-target';

type TargetPanelProps = {
  choice: TargetChoice;
  location: string | null;
  locationErrors: string[] | undefined;
  onLocation: (location: string | null) => void;
};

export function TargetPanel({ choice, location, locationErrors, onLocation }: TargetPanelProps) {
  const t = useTranslations('provision.target');
  const { tenants, everywhere, subscriptions, groups } = choice;
  const locations = useAzureList<Location>('locations', { subscriptionId: choice.subscriptionId });
  const groupLocation = choice.group?.location;
  const byDefault = {
    value: '',
    label: groupLocation ? t('groupLocation', { location: groupLocation }) : t('default'),
  };
  return (
    <Panel title={t('title')} description={t('description')}>
      <div className="mb-4 flex flex-col gap-2 empty:hidden">
        <ListErrors lists={[tenants, everywhere, subscriptions, groups, locations]} />
      </div>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <ListSelect
          label={t('tenant')}
          list={tenants}
          options={tenants.data?.map(({ id, name }) => ({ value: id, label: name }))}
          value={choice.tenantId}
          onChange={choice.chooseTenant}
        />
        <ListSelect
          label={t('subscription')}
          hint={<code className="font-mono">{choice.subscriptionId}</code>}
          list={subscriptions}
          options={subscriptions.data?.map(({ id, name }) => ({ value: id, label: name }))}
          value={choice.subscriptionId}
          onChange={choice.chooseSubscription}
        />
        <ListSelect
          label={t('resourceGroup')}
          list={groups}
          options={groups.data?.map(({ name }) => ({ value: name, label: name }))}
          value={choice.resourceGroup}
          onChange={choice.chooseGroup}
        />
        <ListSelect
          label={t('location')}
          list={locations}
          options={[
            byDefault,
            ...(locations.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName })),
          ]}
          value={location ?? ''}
          onChange={(value) => onLocation(value || null)}
          errors={locationErrors}
        />
      </div>
    </Panel>
  );
}
