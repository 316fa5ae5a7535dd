import { describe, expect, test } from 'vitest';
import { evaluateText, GROUP_ID, scope } from './testing.ts';

const same = (cases: [string, unknown][]) =>
  test.each(cases)('%s', async (expression, expected) => {
    expect(await evaluateText(expression)).toEqual(expected);
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
