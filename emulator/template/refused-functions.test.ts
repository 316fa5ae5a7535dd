import { expect, test } from 'vitest';
import { evaluateText } from './testing.ts';

// The sentences are the real engine's where it is known to say them (Azure/bicep, MIT, baselines_bicepparam/Expressions).
test.each([
  ["[contoso.greet('x')]", "The template function 'contoso.greet' is not valid"],
  ['[managementGroup()]', "does not support the template function 'managementGroup'"],
  ["[toLogicalZone('s', 'eastus', '1')]", "does not support the template function 'toLogicalZone'"],
  ["[substring('abc', 2, 5)]", 'must refer to a location within the string'],
  ["[substring('abc', -1)]", "The index parameter: '-1'"],
  ['[toLower(1)]', "expects its parameter to be of type 'String'. The provided value is of type 'Integer'"],
  [
    "[endsWith('one', 100)]",
    "expects its parameters to be of type string and string. The provided value is of type 'String' and 'Integer'",
  ],
  ['[first(100)]', "expects its parameter be an array or a string. The provided value is of type 'Integer'"],
  ['[empty(100)]', "to be an object, an array, or a string. The provided value is of type 'Integer'"],
  ['[div(1, 0)]', 'divide by zero'],
  ["[substring('abc')]", 'function requires between 2 and 3 argument(s) while 1 were provided'],
  ['[first()]', 'function requires 1 argument(s) while 0 were provided'],
  ["[int('asdf')]", "'int' cannot convert provided value 'asdf' to integer value"],
  ["[bool('sdf')]", 'The value cannot be converted to the target type.'],
  [
    "[less(1, 'foo')]",
    "expects two parameters of matching types. The function was invoked with values of type 'Integer' and 'String' that do not match.",
  ],
  ["[base64ToString('YWJj@')]", 'The value cannot be decoded from base64 representation.'],
  ["[dataUriToString('Hi 0!')]", "The provided value 'Hi 0!' was not formatted correctly."],
  [
    "[uri('github.com', 'Azure/bicep')]",
    "expects its first argument to be a uri string. The provided value is 'github.com'.",
  ],
  ["[json('{')]", 'The value is not valid JSON'],
  [
    "[dateTimeAdd('2026-01-01T00:00:00Z', 'PTASDIONS1D')]",
    "The second parameter 'PTASDIONS1D' is not a valid ISO8601 Duration string.",
  ],
  ["[dateTimeAdd('yesterday', 'P1D')]", "The value 'yesterday' is not a valid ISO8601 date and time."],
  ['[utcNow()]', 'The function can only be used in the default value of a parameter'],
  ['[newGuid()]', 'The function can only be used in the default value of a parameter'],
  [
    '[copyIndex()]',
    "'copyIndex' is not expected at this location. The function can only be used in a resource with copy specified",
  ],
  ["[format('{1}', 1)]", "the format is invalid: 'Index (zero based) must be greater than or equal to zero"],
  ["[format('{0:Q}', 1)]", "the format is invalid: 'Format specifier was invalid.'"],
  ["[padLeft('a', 3, 'xy')]", 'one character to pad with'],
  ['[range(0, 10001)]', 'expects a count from 0 to 10000'],
  ["[concat('a', createArray('b'))]", "One of the provided values is of type 'Array'"],
  ["[createObject('a')]", 'requires an even number of arguments'],
  ["[cidrSubnet('10.0.0.0/8', 4, 0)]", "'10.0.0.0/8, 4, 0'"],
  ["[parseCidr('10.0.0.300/8')]", "'10.0.0.300/8'"],
  ["[fail('on purpose')]", 'on purpose'],
  ["[lambda('x', lambdaVariables('x'))]", 'is not valid'],
  [
    "[resourceId('Microsoft.Storage/storageAccounts/fileServices', 'a')]",
    "requires '2' resource name argument(s)",
  ],
  [
    "[resourceId('x', 'g', 'Microsoft.A/b', 'c')]",
    "The provided value 'x' is not valid subscription identifier",
  ],
  ['[resourceGroup().nope]', "property 'nope' doesn't exist, available properties are 'id, name"],
  ['[createArray(1)[1]]', "array index '1' is out of bounds"],
  ["[reference('nobody')]", 'could not find template resource or resource copy with this name'],
])('%s is refused, and says why', async (expression, message) => {
  await expect(evaluateText(expression)).rejects.toMatchObject({
    code: 'DeploymentOutputEvaluationFailed',
    details: [{ message: expect.stringContaining(message) }],
  });
});

const doubled =
  "reduce(range(0, 60), 'x', lambda('sum', 'i', createArray(lambdaVariables('sum'), lambdaVariables('sum'))))";
test.each([
  [`[${doubled}]`],
  [`[string(${doubled})]`],
  ["[map(range(0, 10000), lambda('x', map(range(0, 10000), lambda('y', lambdaVariables('x')))))]"],
  [
    "[reduce(range(0, 60), 'xx', lambda('sum', 'i', concat(lambdaVariables('sum'), lambdaVariables('sum'))))]",
  ],
])('%s asks for endless work, and is refused soon', async (expression) => {
  await expect(evaluateText(expression)).rejects.toMatchObject({ code: 'DeploymentOutputEvaluationFailed' });
});
