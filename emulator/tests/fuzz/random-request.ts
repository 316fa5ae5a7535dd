import fc from 'fast-check';

/** One request as it goes over the wire; `path` is raw, query included. */
export type RandomRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
};

/** A request that the service knows: its method, and its path with the query that makes it what it is. */
export type KnownRequest = readonly [method: string, path: string];

const ODD_METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'MERGE'];
const ODD_SEGMENTS = [
  ...[
    '..',
    '.',
    '%2e%2e',
    '%2E%2e%2f',
    '..%2f..%2f..%2fetc',
    '%5c..%5c',
    '%00',
    '%ff',
    '%',
    '%zz',
    '%25',
    '',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'a'.repeat(3000),
    '%E2%80%AE',
    '%ED%A0%80',
    ':id',
    '*',
    "'",
    ';',
  ],
  ...['a%2Fb', 'CON', 'nul.txt', '%20', 'x%20', 'x.', '~', '$root', '$logs', '{}', '[]', '%0d%0a', 'default'],
];
const ODD_VALUES = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'NaN',
  'null',
  'true',
  '%00',
  '%ff',
  "'",
  '[object Object]',
  '٣',
];

/** Mostly what a client means to do; else one thing about it is odd, or two. */
const MOSTLY = 3;
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: MOSTLY, arbitrary: usual }, { weight: 1, arbitrary: odd });

const changes = mostly<readonly [number, string][]>(
  fc.constant([]),
  fc.array(fc.tuple(fc.nat(12), fc.constantFrom(...ODD_SEGMENTS)), { minLength: 1, maxLength: 2 }),
);

/** The named values of which each request has a few, real and odd. */
export const someOf = (choices: Record<string, readonly string[]>, most: number) =>
  fc
    .array(
      fc
        .constantFrom(...Object.keys(choices))
        .chain((name) =>
          mostly(fc.constantFrom(...(choices[name] ?? [])), fc.constantFrom(...ODD_VALUES)).map(
            (value): [string, string] => [name, value],
          ),
        ),
      { maxLength: most },
    )
    .map((pairs) => Object.fromEntries(pairs));

const JSON_VALUE = fc.jsonValue({ maxDepth: 3 });
const NO_JSON = [
  '{',
  '\uFEFF{}',
  '['.repeat(20_000),
  '<?xml version="1.0"?><a',
  '\0\u0001',
  '{"a":1}{}',
  'x'.repeat(5000),
];

/** A body that is meant, one with a value changed, any JSON, or no JSON at all. */
export const bodyOf = (bodies: readonly object[]) => {
  const meant = fc.constantFrom(...bodies);
  const changed = fc.tuple(meant, fc.nat(9), JSON_VALUE).map(([value, at, odd]) => {
    let count = 0;
    return JSON.stringify(value, (key, inner: unknown) => (key !== '' && count++ === at ? odd : inner));
  });
  const any = fc.oneof(
    JSON_VALUE.map((value) => JSON.stringify(value)),
    fc.constantFrom(...NO_JSON),
  );
  return fc.oneof(
    meant.map((value) => JSON.stringify(value)),
    changed,
    mostly(changed, any),
  );
};

/** A known request, or one whose method or path has something odd; `query` and `headers` go with it. */
export const requestOf = (
  known: readonly KnownRequest[],
  parts: {
    query: fc.Arbitrary<Record<string, string>>;
    headers: fc.Arbitrary<Record<string, string>>;
    body: fc.Arbitrary<string>;
  },
): fc.Arbitrary<RandomRequest> =>
  fc
    .record({
      known: fc.constantFrom(...known),
      method: mostly(fc.constant(undefined), fc.constantFrom(...ODD_METHODS)),
      changes,
      query: parts.query,
      headers: parts.headers,
      body: fc.option(parts.body, { nil: undefined, freq: MOSTLY }),
    })
    .map(({ known: [usual, target], method = usual, changes, query, headers, body }) => {
      const [path = '', ownQuery = ''] = target.split('?');
      const segments = path.split('/').slice(1);
      for (const [at, segment] of changes) segments[at % (segments.length + 1)] = segment;
      const whole = [ownQuery, ...Object.entries(query).map(([name, value]) => `${name}=${escaped(value)}`)];
      return {
        method,
        path: `/${segments.join('/')}?${whole.filter(Boolean).join('&')}`,
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, '?')]),
        ),
        body: method === 'GET' || method === 'HEAD' ? undefined : body,
      };
    });

/** Only what HTTP cannot carry is escaped: a `%` stays as odd as it is. */
function escaped(value: string): string {
  return value.replaceAll(/[^!-~]|[#&]/gu, encodeURIComponent);
}
