import { describe, expect, test } from 'vitest';
import { requireSameOrigin } from '@/lib/auth/same-origin';

const check = (headers: Record<string, string>) => () => requireSameOrigin(new Headers(headers));

describe('a change is let through', () => {
  test.each([
    [
      'from our own page',
      { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
    ],
    ['by address', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }],
    ['by IPv6 address', { host: '[::1]:3000', origin: 'http://[::1]:3000' }],
    ['from a program without a page', { host: '127.0.0.1:3000' }],
  ])('%s', (_name, headers) => {
    expect(check(headers)).not.toThrow();
  });
});

describe('a change is refused', () => {
  test.each([
    ['from another site', { host: 'localhost:3000', origin: 'https://evil.example' }],
    ['from another port of this machine', { host: 'localhost:3000', origin: 'http://localhost:4280' }],
    ['from a page without an origin', { host: 'localhost:3000', origin: 'null' }],
    [
      'when the browser says that it is cross-site',
      { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' },
    ],
    ['from a sibling host', { host: 'localhost:3000', 'sec-fetch-site': 'same-site' }],
    [
      'to a name that was made to resolve here',
      { host: 'evil.example:3000', origin: 'http://evil.example:3000' },
    ],
    [
      'to a name that only begins like ours',
      { host: 'localhost.evil.example', 'sec-fetch-site': 'same-origin' },
    ],
    ['to a name that begins like an address', { host: '127.0.0.1.evil.example' }],
    ['without a host', {}],
  ])('%s', (_name, headers) => {
    expect(check(headers)).toThrowError(expect.objectContaining({ kind: 'forbidden' }));
  });
});
