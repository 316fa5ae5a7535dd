import { expect, test } from 'vitest';
import type { ChatMessage } from '@/lib/chat/status';
import { lastQuestion, textOf } from './message-text';

const message = (role: 'user' | 'assistant', ...texts: string[]): ChatMessage => ({
  id: texts.join(),
  role,
  parts: texts.map((text) => ({ type: 'text', text })),
});

test('a model that takes back what it said is shown with what it says now', () => {
  expect(textOf(message('assistant', 'A fox lives', 'Arr! A fox'))).toBe('Arr! A fox');
  expect(textOf(message('assistant'))).toBe('');
});

test('what is sent is the last question, also when its answer is generated anew', () => {
  const conversation = [message('user', 'first'), message('assistant', 'reply'), message('user', 'second')];
  expect(lastQuestion(conversation)).toBe('second');
  expect(lastQuestion([...conversation, message('assistant', 'cut off')])).toBe('second');
});

test('a conversation without a question has none', () => {
  expect(lastQuestion([])).toBe('');
});
