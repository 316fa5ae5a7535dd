'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import { LogLineRow } from './log-line-row';
import { indexOfSeq } from './log-window';
import { shownTime } from './shown-time';
import type { LogReader } from './use-log-window';

/** Most lines are one row high. */
const ROW_PX = 20;
const OVERSCAN_ROWS = 10;
/** How far from the end still counts as being there. */
const END_SLACK_PX = 32;
/** So long after a touch, a key or a turn of the wheel the box still moves for it. */
const TOUCH_MS = 1_000;
/** So long after it was made to, the box still moves for that. */
const MOVE_MS = 1_000;
/** So close to what is not held yet, it is asked for. */
const ASK_WITHIN_ROWS = 200;

type LogViewProps = {
  reader: LogReader;
  hits: RegExp | undefined;
  following: boolean;
  onFollowing(following: boolean): void;
  /** The line to bring into sight; a new object brings it there again. */
  target: { seq: number } | undefined;
};

/** The lines that are in sight, of as many as there are. */
export function LogView({ reader, hits, following, onFollowing, target }: LogViewProps) {
  const t = useTranslations('operate.logs');
  const box = useRef<HTMLDivElement>(null);
  const touchedAtMs = useRef(0);
  const movedAtMs = useRef(0);
  const { lines } = reader.log;
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
    getItemKey: (index) => lines[index]?.seq ?? index,
    // What is read stays where it is when older lines come before it.
    anchorTo: 'end',
    scrollEndThreshold: END_SLACK_PX,
  });
  const shown = rows.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];

  const toEnd = useEffectEvent(() => {
    movedAtMs.current = Date.now();
    rows.scrollToEnd();
  });
  const height = rows.getTotalSize();
  const newest = lines.at(-1)?.seq;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line, and one that turns out higher, move the end.
  useEffect(() => {
    if (following) toEnd();
  }, [following, newest, height]);
  const toTarget = useEffectEvent((seq: number) => {
    movedAtMs.current = Date.now();
    rows.scrollToIndex(indexOfSeq(lines, seq), { align: 'center' });
  });
  useEffect(() => {
    if (target) toTarget(target.seq);
  }, [target]);
  const ask = useEffectEvent(() => {
    if (first < ASK_WITHIN_ROWS) reader.older();
    if (last > lines.length - ASK_WITHIN_ROWS) reader.newer();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in sight, and what is held, decide what to ask for.
  useEffect(() => {
    if (lines.length > 0) ask();
  }, [first, last, lines.length]);

  const touch = () => {
    touchedAtMs.current = Date.now();
  };
  const onScroll = () => {
    const atEnd = reader.log.atEnd && rows.isAtEnd(END_SLACK_PX);
    // The box also moves by itself, as rows come and are measured: only the reader's own scrolling leaves the end. What is
    // late of a move to the end must not follow it again when a line was gone to meanwhile; dragging the bar may.
    const isTouched = Date.now() - touchedAtMs.current < TOUCH_MS;
    const isMoved = Date.now() - movedAtMs.current < MOVE_MS;
    if (isTouched || (atEnd && !isMoved)) onFollowing(atEnd);
  };

  return (
    <div
      ref={box}
      onScroll={onScroll}
      onWheel={touch}
      onTouchMove={touch}
      onKeyDown={touch}
      onPointerDown={touch}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      role="log"
      aria-label={t('title')}
      aria-live="off"
      aria-busy={reader.loading}
      className="h-[max(20rem,calc(100dvh-21rem))] overflow-auto overscroll-contain rounded-b-lg bg-canvas py-1 font-mono text-xs leading-5"
    >
      <div className="relative" style={{ height }}>
        {shown.map(({ key, index, start }) => {
          const line = lines[index];
          return (
            line && (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                className="absolute top-0 left-0 w-full"
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogLineRow
                  line={line}
                  hits={hits}
                  current={line.seq === target?.seq}
                  linkName={t('linkTo', { line: line.seq, time: shownTime(line.at) })}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
