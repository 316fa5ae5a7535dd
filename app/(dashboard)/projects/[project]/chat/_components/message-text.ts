import type { ChatMessage } from '@/lib/chat/status';

/** The text of a message: its last text part, since a model that takes back what it said begins a new one. */
export function textOf(message: ChatMessage): string {
  const last = message.parts.findLast((part) => part.type === 'text');
  return last?.type === 'text' ? last.text : '';
}

/** The question that a reply is wanted for: the last thing the reader said. */
export function lastQuestion(messages: ChatMessage[]): string {
  const last = messages.findLast(({ role }) => role === 'user');
  return last ? textOf(last) : '';
}
