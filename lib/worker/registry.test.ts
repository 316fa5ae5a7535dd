import { expect, test } from 'vitest';
import { runOfKind } from '@/lib/worker/registry';

const parameters = { defaultCommands: ['exec python3 app.py'], maximumInstanceCount: 1 };
const input = {
  subscriptionId: '5a3b1e00-0000-4000-8000-000000000002',
  resourceGroup: 'rg-sample',
  parameters,
};

test('input that fits is taken, with the defaults of what it leaves out', () => {
  expect(runOfKind('provision').checkInput(input)).toMatchObject({
    ...input,
    parameters: { ...parameters, location: null },
  });
});

test.each([
  [{ subscriptionId: undefined }, 'subscriptionId', 'subscriptionId must be an id such as'],
  [{ resourceGroup: 7 }, 'resourceGroup', 'resourceGroup must be text'],
  [{ resourceGroup: '' }, 'resourceGroup', 'resourceGroup must be the name of a resource group'],
  [{ parameters: null }, 'parameters', 'parameters must be an object with named values'],
  [
    { parameters: { ...parameters, location: 5 } },
    'parameters.location',
    'parameters.location must be text, or null',
  ],
  [{ extra: true }, undefined, 'the input has no place for extra'],
])('provisioning with %j is refused in plain words that name the field', (change, target, words) => {
  expect(() => runOfKind('provision').checkInput({ ...input, ...change })).toThrow(
    expect.objectContaining({
      info: expect.objectContaining({ ...(target && { target }), message: expect.stringContaining(words) }),
    }),
  );
});

test('a run that takes no input refuses what is no object in plain words', () => {
  expect(() => runOfKind('deploy').checkInput('now')).toThrow(
    'The deploy run cannot start: the input must be an object',
  );
});

test('a provision that nobody has seen a plan of is not admitted', async () => {
  const { admit, checkInput } = runOfKind('provision');
  await expect(admit({ id: 'default', root: '.' }, checkInput(input))).rejects.toMatchObject({
    kind: 'conflict',
    info: { code: 'plan_missing' },
  });
});
