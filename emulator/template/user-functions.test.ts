import { expect, test } from 'vitest';
import { expand, silent } from './testing.ts';

const functions = [
  {
    namespace: 'contoso',
    members: {
      uniqueName: {
        parameters: [{ name: 'prefix', type: 'string' }],
        output: { type: 'string', value: "[concat(toLower(parameters('PREFIX')), '-', uniqueString('a'))]" },
      },
      twice: {
        parameters: [{ name: 'n', type: 'int' }],
        output: { type: 'int', value: "[mul(parameters('n'), 2)]" },
      },
      four: { output: { type: 'int', value: '[contoso.twice(contoso.twice(1))]' } },
      endless: { output: { type: 'int', value: '[contoso.endless()]' } },
      peeking: { output: { type: 'string', value: "[variables('v')]" } },
      wrong: { output: { type: 'int', value: 'text' } },
    },
  },
];
const resultOf = async (expression: string) => {
  const { outputs } = expand({
    functions,
    variables: { v: 'x' },
    outputs: { result: { type: 'array', value: [expression] } },
  });
  return (await outputs(silent)).result?.value;
};

test("a template's own functions see their parameters, and one another", async () => {
  expect(await resultOf("[contoso.uniqueName('Web')]")).toEqual(['web-eveiun73364hy']);
  expect(await resultOf('[CONTOSO.Four()]')).toEqual([4]);
  expect(await resultOf("[map(range(1, 2), lambda('i', contoso.twice(lambdaVariables('i'))))]")).toEqual([
    [2, 4],
  ]);
});

test.each([
  ['[contoso.endless()]', 'calls itself'],
  ['[contoso.peeking()]', "cannot use the variable 'v'"],
  ['[contoso.wrong()]', "The output of the function 'contoso.wrong' is not valid."],
  ["[contoso.twice('x')]", "The parameter 'n' of the function 'contoso.twice' is not valid."],
  ['[contoso.twice()]', 'function requires 1 argument(s) while 0 were provided'],
  ['[contoso.nope()]', "The template function 'contoso.nope' is not valid"],
])('%s is refused', async (expression, message) => {
  await expect(resultOf(expression)).rejects.toMatchObject({
    details: [{ message: expect.stringContaining(message) }],
  });
});
