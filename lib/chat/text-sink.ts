import 'server-only';
import type { UIMessageStreamWriter } from 'ai';
import type { ChatMessage } from '@/lib/chat/status';

const TEXT_ID = 'answer';

export type ChatWriter = Pick<UIMessageStreamWriter<ChatMessage>, 'write'>;

/** Turns an answer that grows into deltas. A model may take back what it said; then a new text part begins. */
export function textSink(writer: ChatWriter) {
  let part = 0;
  let shown: string | undefined;
  const id = () => `${TEXT_ID}-${part}`;
  return {
    show(text: string) {
      if (shown !== undefined && !text.startsWith(shown)) {
        writer.write({ type: 'text-end', id: id() });
        part += 1;
        shown = undefined;
      }
      if (shown === undefined) writer.write({ type: 'text-start', id: id() });
      const delta = text.slice(shown?.length ?? 0);
      if (delta !== '') writer.write({ type: 'text-delta', id: id(), delta });
      shown = text;
    },
    end() {
      if (shown !== undefined) writer.write({ type: 'text-end', id: id() });
    },
  };
}
