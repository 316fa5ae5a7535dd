'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** For the open entry of a strip that scrolls sideways: whenever `key` changes, the strip brings it to its middle. The strip is positioned. */
export function useCentred<T extends HTMLElement>(key: string | null): RefObject<T | null> {
  const entry = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another element.
  useEffect(() => {
    const { current } = entry;
    const strip = current?.parentElement;
    // Not scrollIntoView, which would move the page as well.
    strip?.scrollTo({
      left: current ? current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2 : 0,
    });
  }, [key]);
  return entry;
}
