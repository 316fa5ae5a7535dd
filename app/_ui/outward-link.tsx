import { ExternalLink } from 'lucide-react';
import { buttonClass } from './button-class';

/** A button that leads out of the dashboard, in a new tab. */
export function OutwardLink({ href, text, className }: { href: string; text: string; className?: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonClass('secondary', className)}>
      {text}
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  );
}
