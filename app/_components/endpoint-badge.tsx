'use client';

import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/app/_ui/badge';
import type { EndpointState } from './use-endpoint';

const tones = {
  'not-provisioned': 'neutral',
  stopped: 'neutral',
  'scaled-to-zero': 'neutral',
  unreachable: 'bad',
  starting: 'warn',
  failed: 'bad',
  ready: 'good',
} as const satisfies Record<EndpointState['state'], Tone>;

/** The state of the endpoint in a word; `undefined` while it has not been asked yet. */
export function EndpointBadge({ state }: { state: EndpointState['state'] | undefined }) {
  const t = useTranslations('endpoint.state');
  return (
    <span aria-live="polite" className="inline-flex">
      <Badge tone={state ? tones[state] : 'neutral'} pulse={!state || state === 'starting'}>
        {t(state ?? 'asking')}
      </Badge>
    </span>
  );
}
