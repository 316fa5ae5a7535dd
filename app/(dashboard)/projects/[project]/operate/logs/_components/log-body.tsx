'use client';

import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { LogFilter } from '@/lib/deployment/logs/log-filter';
import type { LogPage } from '@/lib/deployment/logs/log-line';
import { hitPattern } from './line-parts';
import { LogBar } from './log-bar';
import { LogEmpty } from './log-empty';
import { LogView } from './log-view';
import { useHits } from './use-hits';
import { useLogWindow } from './use-log-window';

type LogBodyProps = {
  projectId: string;
  filter: LogFilter;
  initial: LogPage | undefined;
  /** The filter with what is searched for. */
  sought: LogFilter;
  /** Goes to another hit; a new object goes there again. */
  jump: { older: number } | undefined;
};

/** The lines that fit a filter, and where among them one is. */
export function LogBody({ projectId, filter, initial, sought, jump }: LogBodyProps) {
  const reader = useLogWindow(projectId, filter, initial);
  const hits = useHits(projectId, sought);
  const [following, setFollowing] = useState(true);
  const [target, setTarget] = useState<{ seq: number }>();
  const { log } = reader;
  // The same object for the same search, so that rows which are there are not drawn anew.
  const pattern = useMemo(
    () => hitPattern(sought.q ?? '', sought.regex === 'true'),
    [sought.q, sought.regex],
  );

  const show = async (seq: number) => {
    setFollowing(false);
    if (seq < log.from || seq > log.to) await reader.toLine(seq);
    setTarget({ seq });
  };
  const step = (older: number) => {
    const seq = hits.step(older);
    if (seq !== undefined) void show(seq);
  };
  const follow = (wanted: boolean) => {
    setFollowing(wanted);
    if (wanted && !log.atEnd) void reader.toEnd();
  };

  const [earlierJump] = useState(jump);
  const onJump = useEffectEvent(() => {
    if (jump && jump !== earlierJump) step(jump.older);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new wish to jump is one jump.
  useEffect(() => onJump(), [jump]);
  useHashLine(show);

  return (
    <>
      <LogBar
        reader={reader}
        hits={hits}
        onStep={step}
        q={sought.q}
        following={following}
        onFollow={follow}
      />
      {log.lines.length === 0 ? (
        <LogEmpty
          projectId={projectId}
          isFiltered={Object.keys(filter).length > 0}
          loading={reader.loading}
        />
      ) : (
        <LogView
          reader={reader}
          hits={pattern}
          following={following}
          onFollowing={setFollowing}
          target={target}
        />
      )}
    </>
  );
}

/** Goes to the line that the address names (`#L12`), now and whenever another one is chosen. */
function useHashLine(show: (seq: number) => void): void {
  const onHash = useEffectEvent(() => {
    const [, seq] = /^#L(\d{1,15})$/.exec(window.location.hash) ?? [];
    if (seq) show(Number(seq));
  });
  useEffect(() => {
    onHash();
    const listener = () => onHash();
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  }, []);
}
