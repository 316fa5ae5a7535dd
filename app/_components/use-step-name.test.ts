import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import { type RunKind, runSteps } from '@/lib/runs/events';
import messages from '@/messages/en.json';
import { translateStep } from './use-step-name';

const t = createTranslator({ locale: 'en', messages, namespace: 'steps' });
const kinds: RunKind[] = [
  'provision',
  'deploy',
  'restart',
  'rollback',
  'stop',
  'start',
  'scale',
  'wake',
  'teardown',
];

test.each(kinds)("every step of a %s has a name in the reader's language", (kind) => {
  for (const step of runSteps[kind]) expect(translateStep(t, kind, step)).not.toBe(step);
});

test('a step that has no name yet is shown by its key', () => {
  expect(translateStep(t, 'deploy', 'celebrate')).toBe('celebrate');
});
