import { expect, test } from 'vitest';
import { proxy } from '@/proxy';

const ask = (headers: Record<string, string>) =>
  proxy(new Request('http://localhost:3000/api/v1/projects', { headers }));

test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])('%s may read', (host) => {
  expect(ask({ host })).toBeUndefined();
});

test.each(['evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.1.9:3000'])(
  '%s may not even read',
  async (host) => {
    const response = ask({ host });
    expect(response?.status).toBe(403);
    expect(await response?.text()).toContain('does not name this machine');
  },
);

test('a request without a host is refused', () => {
  expect(ask({})?.status).toBe(403);
});
