'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { buttonClass } from './button-class';

const CONFIRMATION_MS = 1500;

type CopyButtonProps = { text: string | (() => string); label: string; copiedLabel: string };

export function CopyButton({ text, label, copiedLabel }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
    setCopied(true);
  }

  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      title={copied ? copiedLabel : label}
      className={buttonClass('ghost', undefined, 'icon')}
    >
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only" aria-live="polite">
        {copied ? copiedLabel : label}
      </span>
    </button>
  );
}
