'use client';

import { useLayoutEffect, useRef, useState } from 'react';

/** How far from the end still counts as being at the end. */
const SLACK_PX = 24;

/** Keeps a scrolling box at its end as `latest` moves on, until the reader scrolls away; coming back follows again. */
export function useFollow<T extends HTMLElement>(latest: unknown) {
  const ref = useRef<T>(null);
  const [following, setFollowing] = useState(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is what moves the box.
  useLayoutEffect(() => {
    const box = ref.current;
    if (following && box) box.scrollTop = box.scrollHeight;
  }, [latest, following]);

  function onScroll() {
    const box = ref.current;
    if (box) setFollowing(box.scrollHeight - box.scrollTop - box.clientHeight < SLACK_PX);
  }

  return { ref, following, onScroll, setFollowing };
}
