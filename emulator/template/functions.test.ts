import { describe, expect, test } from 'vitest';
import { evaluateText, GROUP_ID, scope } from './testing.ts';

const same = (cases: [string, unknown][]) =>
  test.each(cases)('%s', async (expression, expected) => {
    expect(await evaluateText(expression)).toEqual(expected);
  });

// Expected values: the results that Microsoft's own engine gives for these calls (Azure/bicep, MIT,
// src/Bicep.Core.Samples/Files/baselines_bicepparam/Expressions).
describe('as the real engine answers', () => {
  same([
    ["[base64ToString(base64('abc'))]", 'abc'],
    [`[base64ToJson(base64('{"hi": "there"}')).hi]`, 'there'],
    ['[bool(true())]', true],
    ["[concat(createArray('abc'), createArray('def'))]", ['abc', 'def']],
    ["[contains('foo/bar', '/')]", true],
    ["[dataUriToString(dataUri('abc'))]", 'abc'],
    ["[dateTimeAdd(dateTimeFromEpoch(1680224438), 'P1D')]", '2023-04-01T01:00:38Z'],
    ['[dateTimeToEpoch(dateTimeFromEpoch(1680224438))]', 1680224438],
    ['[empty(createArray())]', true],
    ["[endsWith('foo', 'o')]", true],
    ["[filter(createArray(1, 2), lambda('i', less(lambdaVariables('i'), 2)))]", [1]],
    ['[first(createArray(124, 25))]', 124],
    ["[flatten(createArray(createArray('abc'), createArray('def')))]", ['abc', 'def']],
    ["[format('->{0}<-', 123)]", '->123<-'],
    ["[guid('asdf')]", '228d27cc-6fdb-5934-b7ac-1efccebade04'],
    ["[indexOf('abc', 'b')]", 1],
    ['[int(123)]', 123],
    ['[intersection(createArray(1, 2, 3), createArray(2, 3, 4))]', [2, 3]],
    [
      "[items(createObject('foo', 'abc', 'bar', 123))]",
      [
        { key: 'bar', value: 123 },
        { key: 'foo', value: 'abc' },
      ],
    ],
    ["[join(createArray('abc', 'def', 'ghi'), '/')]", 'abc/def/ghi'],
    ['[last(createArray(1, 2))]', 2],
    ["[lastIndexOf('abcba', 'b')]", 3],
    ['[length(createArray(0, 1, 2))]', 3],
    ["[map(range(0, 3), lambda('i', format('Hi {0}!', lambdaVariables('i'))))]", ['Hi 0!', 'Hi 1!', 'Hi 2!']],
    ['[max(1, 2, 3)]', 3],
    ['[min(1, 2, 3)]', 1],
    ['[padLeft(13, 5)]', '   13'],
    ['[range(0, 3)]', [0, 1, 2]],
    [
      "[reduce(createArray('a', 'b', 'c'), '', lambda('a', 'b', format('{0}-{1}', lambdaVariables('a'), lambdaVariables('b'))))]",
      '-a-b-c',
    ],
    ["[replace('abc', 'b', '/')]", 'a/c'],
    ['[skip(createArray(1, 2, 3), 1)]', [2, 3]],
    [
      "[sort(createArray('c', 'd', 'a'), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))]",
      ['a', 'c', 'd'],
    ],
    ["[split('a/b/c', '/')]", ['a', 'b', 'c']],
    ["[startsWith('abc', 'a')]", true],
    ["[string('asdf')]", 'asdf'],
    ["[substring('asdfasf', 3)]", 'fasf'],
    ['[take(createArray(1, 2, 3), 2)]', [1, 2]],
    ["[toLower('AiKInIniIN')]", 'aikininiin'],
    [
      "[toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')), lambda('x', format('Hi {0}!', lambdaVariables('x'))))]",
      { a: 'Hi a!', b: 'Hi b!' },
    ],
    ["[toUpper('AiKInIniIN')]", 'AIKININIIN'],
    ["[trim('  adf asdf  ')]", 'adf asdf'],
    ["[union(createObject('abc', 'def'), createObject('def', 'ghi'))]", { abc: 'def', def: 'ghi' }],
    ["[uniqueString('asd', 'asdf', 'asdf')]", 'iizpqit7ih3cc'],
    ["[uri('https://github.com', 'Azure/bicep')]", 'https://github.com/Azure/bicep'],
    ["[uriComponent('UB*8h 0+=_)9h9n')]", 'UB%2A8h%200%2B%3D_%299h9n'],
    ["[uriComponentToString('%20%25%20')]", ' % '],
    ["[if(true(), 'a', 'b')]", 'a'],
    ['[not(true())]', false],
    ['[add(123, 456)]', 579],
    ['[sub(456, 123)]', 333],
    ['[mul(2, 3)]', 6],
    ['[div(10, 2)]', 5],
    ['[less(1, 2)]', true],
    ['[greater(1, 2)]', false],
    ['[greaterOrEquals(1, 2)]', false],
    ['[lessOrEquals(1, 2)]', true],
    ['[uniqueString(resourceGroup().id)]', 'js26ofeqkqeve'],
  ]);
});

describe('as the documentation describes', () => {
  same([
    ['[mod(-7, 3)]', -1],
    ['[div(-7, 2)]', -3],
    ["[int('-42')]", -42],
    ['[string(true())]', 'True'],
    ["[string(createObject('a', createArray(1, null())))]", '{"a":[1,null]}'],
    ["[concat('a', 1, 'b')]", 'a1b'],
    ["[coalesce(null(), null(), 'x')]", 'x'],
    ["[equals('a', 'A')]", false],
    ["[equals(createObject('a', 1), createObject('a', 1))]", true],
    ["[contains(createObject('Key', 1), 'kEY')]", true],
    ["[startsWith('ABC', 'a')]", true],
    ["[split('a,b;c', createArray(',', ';'))]", ['a', 'b', 'c']],
    [
      "[union(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2)))]",
      { a: { x: 1, y: 2 } },
    ],
    ['[union(createArray(1, 2), createArray(2, 3))]', [1, 2, 3]],
    ["[first('')]", ''],
    ['[first(createArray())]', null],
    [`[json('{"a":[true]}').a[0]]`, true],
    ["[format('{{{0,5}|{1:D3}|{2:X}|{3:00}}}', 'ab', 7, 255, 5)]", '{   ab|007|FF|05}'],
    ["[dateTimeAdd('2026-01-31T00:00:00Z', '-P1DT30M', 'yyyy-MM-dd HH:mm')]", '2026-01-29 23:30'],
    [
      "[resourceId('Microsoft.App/containerApps', 'a')]",
      `${GROUP_ID}/providers/Microsoft.App/containerApps/a`,
    ],
    [
      "[resourceId('other', 'Microsoft.Storage/storageAccounts/fileServices', 'a', 'default')]",
      `${scope.subscription.id}/resourceGroups/other/providers/Microsoft.Storage/storageAccounts/a/fileServices/default`,
    ],
    ["[subscriptionResourceId('Microsoft.A/b', 'c')]", `${scope.subscription.id}/providers/Microsoft.A/b/c`],
    ['[deployment().name]', 'deploy1'],
    ['[tenant().tenantId]', scope.tenantId],
    ['[environment().suffixes.storage]', 'core.windows.net'],
    ["[tryGet(createObject('a', createArray(5)), 'A', 0)]", 5],
    ["[tryGet(createObject('a', 1), 'b')]", null],
    ["[tryGet(createObject('a', 1), 'a', 'b')]", null],
    ["[indexFromEnd(createArray('a', 'b', 'c'), 1)]", 'c'],
    ["[tryIndexFromEnd(createArray('a'), 2)]", null],
    ["[split('abc', '')]", ['abc']],
    ["[skip('abc', -1)]", 'abc'],
    ["[take('abc', 9)]", 'abc'],
    ['[take(createArray(1, 2), -1)]', []],
    ["[indexOf('aBc', 'bC')]", 1],
    ["[indexOf(createArray('a', 'B'), 'b')]", -1],
    ["[contains('aBc', 'b')]", false],
    ["[equals('1', 1)]", false],
    ['[equals(createArray(1, 2), createArray(2, 1))]', false],
    ["[bool('TRUE')]", true],
    ['[bool(0)]', false],
    ["[int('+7')]", 7],
    ['[empty(null())]', true],
    ["[length(createObject('a', 1, 'b', 2))]", 2],
    ['[min(createArray(3, 1, 2))]', 1],
    ["[padLeft('10', 5, '0')]", '00010'],
    ["[like('Foo.Bar.baz', 'foo*BAZ')]", true],
    ["[like('foo', 'f*o*o*o')]", false],
    ["[objectKeys(createObject('b', 1, 'a', 2))]", ['a', 'b']],
    [
      "[shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2))))]",
      { a: { y: 2 } },
    ],
    ["[mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1)))]", { a: 2 }],
    [
      "[groupBy(createArray('ab', 'ac', 'b'), lambda('x', first(lambdaVariables('x'))))]",
      { a: ['ab', 'ac'], b: ['b'] },
    ],
    [
      "[map(createArray('a', 'b'), lambda('x', 'i', format('{0}{1}', lambdaVariables('x'), lambdaVariables('i'))))]",
      ['a0', 'b1'],
    ],
    ["[intersection(createObject('a', 1, 'b', 2), createObject('A', 1, 'b', 3))]", { a: 1 }],
    [
      "[union(createArray(createObject('a', 1, 'b', 2)), createArray(createObject('b', 2, 'a', 1)))]",
      [{ a: 1, b: 2 }],
    ],
    ["[dataUri('Hello')]", 'data:text/plain;charset=utf8;base64,SGVsbG8='],
    ["[dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')]", 'Hello, World!'],
    ["[dataUriToString('data:,a%20b')]", 'a b'],
    ["[uri('http://contoso.org/firstpath', 'myscript.sh')]", 'http://contoso.org/myscript.sh'],
    ["[uri('http://contoso.org/firstpath/', 'myscript.sh')]", 'http://contoso.org/firstpath/myscript.sh'],
    [
      "[parseUri('https://a.example:8443/b/c?d=e')]",
      { scheme: 'https', host: 'a.example', port: 8443, path: '/b/c', query: '?d=e' },
    ],
    [
      "[buildUri(createObject('scheme', 'https', 'host', 'a.example', 'path', 'b', 'query', 'c=d'))]",
      'https://a.example/b?c=d',
    ],
    [
      "[managementGroupResourceId('mg', 'Microsoft.A/b', 'c')]",
      '/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.A/b/c',
    ],
    ["[tenantResourceId('Microsoft.A/b', 'c')]", '/providers/Microsoft.A/b/c'],
    [
      "[extensionResourceId(resourceGroup().id, 'Microsoft.A/b/d', 'c', 'e')]",
      `${GROUP_ID}/providers/Microsoft.A/b/c/d/e`,
    ],
    [
      "[resourceId('11111111-2222-3333-4444-555555555555', 'g', 'Microsoft.A/b', 'c')]",
      '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/g/providers/Microsoft.A/b/c',
    ],
    [
      "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g')]",
      `${scope.subscription.id}/resourceGroups/g`,
    ],
    ["[pickZones('Microsoft.Storage', 'storageAccounts', 'eastus')]", []],
    ['[environment().authentication.loginEndpoint]', 'https://login.microsoftonline.com/'],
    ['[deployment().properties.mode]', 'Incremental'],
  ]);
});

test('only the branch that is taken is evaluated', async () => {
  expect(await evaluateText("[if(false(), fail('no'), 'yes')]")).toBe('yes');
  expect(await evaluateText("[or(true(), fail('no'))]")).toBe(true);
  expect(await evaluateText("[and(false(), fail('no'))]")).toBe(false);
});
