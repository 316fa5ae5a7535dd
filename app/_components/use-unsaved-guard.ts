'use client';

import { useEffect } from 'react';

/** Asks before unsaved changes are left behind, by closing the tab or by a link of our own. */
export function useUnsavedGuard(unsaved: boolean, question: string): void {
  useEffect(() => {
    if (!unsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.download) return;
      const sameDocument = link.pathname === location.pathname && link.origin === location.origin;
      // The browser itself asks for links that leave the dashboard.
      if (event.ctrlKey || event.metaKey || event.shiftKey || sameDocument || link.origin !== location.origin)
        return;
      if (window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [unsaved, question]);
}
