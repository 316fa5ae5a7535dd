'use client';

import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/app/_ui/badge';
import type { AppState } from '@/lib/deployment/operate/rules';

const tones = {
  changing: 'warn',
  stopped: 'neutral',
  inactive: 'warn',
  failed: 'bad',
  'scaled-to-zero': 'neutral',
  starting: 'warn',
  running: 'good',
} as const satisfies Record<AppState, Tone>;

/** The state of the app in a word. */
export function AppStateBadge({ state }: { state: AppState }) {
  const t = useTranslations('operate.app.state');
  return (
    <span aria-live="polite" className="inline-flex">
      <Badge tone={tones[state]} pulse={state === 'starting' || state === 'changing'}>
        {t(state)}
      </Badge>
    </span>
  );
}
