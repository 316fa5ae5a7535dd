'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Location } from '@/lib/azure/locations';
import { ListSelect } from './list-select';
import { othersThan } from './location-label';

type LocationFieldProps = {
  locations: UseQueryResult<Location[]>;
  /** Where the resource group is, which is the default. */
  groupLocation: string | undefined;
  profile: string | null;
  value: string | null;
  errors: string[] | undefined;
  onChange: (location: string | null) => void;
};

/** The region, each one that lacks the wanted GPU with what it has instead: what is reused may still be there. */
export function LocationField(props: LocationFieldProps) {
  const { locations, groupLocation, profile, value, errors, onChange } = props;
  const t = useTranslations('provision.target');
  const wanted = profile ?? t('defaultProfile');
  const lackOf = (location: Location | undefined) => {
    const others = location && othersThan(profile, location);
    if (!others) return undefined;
    const names = others.join(', ');
    return others.length > 0 ? t('lacks', { wanted, names }) : t('lacksAll', { wanted });
  };
  const effective = locations.data?.find(({ name }) => name === (value ?? groupLocation));
  const byDefault = {
    value: '',
    label: groupLocation ? t('groupLocation', { location: groupLocation }) : t('default'),
  };
  const lack = lackOf(effective);
  return (
    <ListSelect
      label={t('location')}
      hint={lack && <span className="text-warn">{lack}</span>}
      list={locations}
      options={[
        byDefault,
        ...(locations.data ?? []).map((location) => {
          const reason = lackOf(location);
          const label = reason ? `${location.displayName} — ${reason}` : location.displayName;
          return { value: location.name, label };
        }),
      ]}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen || null)}
      errors={errors}
    />
  );
}
