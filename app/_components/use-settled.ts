import { useEffect, useState } from 'react';

/** A pause in the typing that is worth a question to Azure. */
const TYPING_PAUSE_MS = 400;

/** The value as it was when it last stopped changing. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
