import type { ReactNode } from 'react';
import { Message } from '@/app/_ui/message';
import type { ErrorInfo } from '@/lib/core/errors';
import { ErrorFacts } from './error-facts';
import { Prose } from './prose';

/** What is longer is Azure's own text, which in bold would shout. */
const SHORT_CHARACTERS = 140;

/** An error as the reader needs it: what went wrong, why, what to do, and what to hand on to whoever helps. */
export function ErrorMessage({ error, actions }: { error: ErrorInfo; actions?: ReactNode }) {
  const sentence = <Prose text={error.message} />;
  return (
    <Message
      level="error"
      title={
        error.message.length > SHORT_CHARACTERS ? <span className="font-normal">{sentence}</span> : sentence
      }
      actions={actions}
    >
      <ErrorFacts error={error} />
    </Message>
  );
}
