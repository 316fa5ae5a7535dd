'use client';

import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/app/_ui/badge';
import type { AdapterProof } from '@/lib/runs/adapter-proof';

const tones = { proven: 'good', broken: 'bad', unknown: 'neutral' } as const satisfies Record<
  AdapterProof['verdict'],
  Tone
>;

type AdapterBadgeProps = {
  proof: Pick<AdapterProof, 'verdict' | 'code' | 'message'> | null;
  /** Somebody is looking right now. */
  checking?: boolean;
};

/** Whether the tuned adapter is at work, in a word; the sentence behind it on hover. */
export function AdapterBadge({ proof, checking = false }: AdapterBadgeProps) {
  const t = useTranslations('adapter.badge');
  return (
    <span aria-live="polite" className="inline-flex">
      <Badge
        tone={proof ? tones[proof.verdict] : 'neutral'}
        pulse={checking}
        {...(proof && { title: proof.message })}
      >
        {proof ? t(proof.code) : t(checking ? 'checking' : 'never')}
      </Badge>
    </span>
  );
}
