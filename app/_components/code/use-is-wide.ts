import { type RefObject, useEffect, useState } from 'react';

/** Whether an element has at least this width; undefined until it has been measured. */
export function useIsWide(ref: RefObject<HTMLElement | null>, widthPx: number): boolean | undefined {
  const [wide, setWide] = useState<boolean>();
  useEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWide(entry.contentRect.width >= widthPx));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref, widthPx]);
  return wide;
}
