'use client';

import { useTranslations } from 'next-intl';
import { ListErrors } from '@/app/_components/list-errors';
import { Panel } from '@/app/_ui/panel';
import type { Location } from '@/lib/azure/locations';
import { CreateGroup } from './create-group';
import { ListCombobox } from './list-combobox';
import { LocationField } from './location-field';
import { TenantRefused } from './tenant-refused';
import { useAzureList } from './use-azure-list';
import type { TargetChoice } from './use-target';

type TargetPanelProps = {
  projectId: string;
  choice: TargetChoice;
  location: string | null;
  /** The GPU profile that the region should have; null for the template's default. */
  profile: string | null;
  locationErrors: string[] | undefined;
  onLocation: (location: string | null) => void;
};

export function TargetPanel(props: TargetPanelProps) {
  const { projectId, choice, location, profile, locationErrors, onLocation } = props;
  const t = useTranslations('provision.target');
  const { tenants, tenant, refused, lookedUp, subscriptions, groups } = choice;
  const locations = useAzureList<Location>(
    'locations',
    { subscriptionId: choice.subscriptionId },
    { enabled: choice.tenantId !== undefined && !refused },
  );
  return (
    <Panel title={t('title')} description={t('description')}>
      <div className="mb-4 flex flex-col gap-2 empty:hidden">
        <ListErrors lists={[tenants, lookedUp, subscriptions, groups, locations]} />
        {tenant && refused && (
          <TenantRefused
            name={tenant.name}
            tenantId={tenant.id}
            error={refused}
            checking={tenants.isFetching}
            onCheck={() => void tenants.refetch()}
          />
        )}
      </div>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <ListCombobox
          label={t('tenant')}
          hint={tenant && <code className="font-mono">{tenant.domain || tenant.id}</code>}
          empty={t('noTenant')}
          list={tenants}
          options={tenants.data?.map(({ id, name, signIn }) => ({
            value: id,
            label: name,
            detail: id,
            refused: signIn.state === 'refused' ? t('signInNeeded') : undefined,
          }))}
          value={choice.tenantId}
          onChange={choice.chooseTenant}
          onText={choice.chooseByText}
        />
        <ListCombobox
          label={t('subscription')}
          hint={<code className="font-mono">{choice.subscriptionId}</code>}
          empty={t('noSubscription')}
          list={subscriptions}
          options={subscriptions.data?.map(({ id, name }) => ({ value: id, label: name, detail: id }))}
          value={choice.subscriptionId}
          onChange={choice.chooseSubscription}
          onText={choice.chooseByText}
        />
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <ListCombobox
              label={t('resourceGroup')}
              hint={choice.group?.location}
              empty={t('noGroup')}
              list={groups}
              options={groups.data?.map((group) => ({
                value: group.name,
                label: group.name,
                detail: group.location,
              }))}
              value={choice.resourceGroup}
              onChange={choice.chooseGroup}
              onText={choice.chooseByText}
            />
          </div>
          <div className="mt-5">
            <CreateGroup
              projectId={projectId}
              tenantId={choice.tenantId}
              subscriptionId={refused ? undefined : choice.subscriptionId}
              locations={locations.data ?? []}
              near={location ?? choice.group?.location}
              onCreated={choice.chooseCreated}
            />
          </div>
        </div>
        <LocationField
          locations={locations}
          groupLocation={choice.group?.location}
          profile={profile}
          value={location}
          errors={locationErrors}
          onChange={onLocation}
        />
      </div>
    </Panel>
  );
}
