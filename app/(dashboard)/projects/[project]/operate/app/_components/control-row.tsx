import type { ReactNode } from 'react';
import { useId } from 'react';
import { Button } from '@/app/_ui/button';
import type { ButtonVariant } from '@/app/_ui/button-class';

type ControlRowProps = {
  name: string;
  /** What it does. */
  text: string;
  /** Why it cannot be done now. */
  reason: string | undefined;
  go: string;
  variant?: ButtonVariant;
  pending?: boolean;
  onPress: () => void;
  children?: ReactNode;
};

/** One thing that can be done to the app, with what it does, or why it cannot be done now. */
export function ControlRow(props: ControlRowProps) {
  const { name, text, reason, go, variant, pending = false, onPress, children } = props;
  const id = useId();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <h3 className="font-medium">{name}</h3>
        <p id={id} className="text-xs text-ink-soft">
          {reason ?? text}
        </p>
      </div>
      <Button
        variant={variant}
        pending={pending}
        disabled={reason !== undefined}
        aria-describedby={id}
        onClick={onPress}
        className="min-w-24"
      >
        {go}
      </Button>
      {children && <div className="basis-full">{children}</div>}
    </li>
  );
}
