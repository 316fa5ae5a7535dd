'use client';

import { useTranslations } from 'next-intl';
import { formatBytes } from '@/app/_ui/bytes';
import type { Side } from '@/lib/deployment/sync/changes';
import { MergeView } from './merge-view';

type SideDifferenceProps = {
  /** Names the language. */
  path: string;
  original: Side;
  modified: Side;
  labels: { original: string; modified: string };
};

/** Two sides of a file: compared where both are text, else said in words. */
export function SideDifference({ path, original, modified, labels }: SideDifferenceProps) {
  const before = textOf(original);
  const after = textOf(modified);
  if (before !== undefined && after !== undefined) {
    return <MergeView path={path} original={before} modified={after} labels={labels} />;
  }
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 p-4">
      <dt className="text-ink-soft">{labels.original}</dt>
      <dd>
        <SideInWords side={original} />
      </dd>
      <dt className="text-ink-soft">{labels.modified}</dt>
      <dd>
        <SideInWords side={modified} />
      </dd>
    </dl>
  );
}

function SideInWords({ side }: { side: Side }): string {
  const t = useTranslations('code.side');
  switch (side.kind) {
    case 'text':
      return t('text', { lines: side.text.split('\n').length });
    case 'binary':
    case 'too-large':
      return t(side.kind, { size: formatBytes(side.size) });
    case 'absent':
      return t('absent');
  }
}

/** Undefined for what cannot be compared as text. */
function textOf(side: Side): string | undefined {
  if (side.kind === 'absent') return '';
  return side.kind === 'text' ? side.text : undefined;
}
