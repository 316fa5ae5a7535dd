import { expect, test } from 'vitest';
import { renderBadge } from './render-badge';

test('a badge says in words what its colour shows', () => {
  const svg = renderBadge('Deploy', 'Succeeded', 'succeeded');
  expect(svg).toContain('aria-label="Deploy: Succeeded"');
  expect(svg).toContain('#1d7a46');
});

test('no text of a badge can become markup', () => {
  expect(renderBadge('<script>&"', 'x', 'failed')).not.toContain('<script>');
});
