import { expect, test } from 'vitest';
import { requireParameters } from './require-parameters';

const valid = { defaultCommands: ['exec python3 app.py'], maximumInstanceCount: 1 };

test('values that hold are returned with every name that was left out as its default', () => {
  expect(requireParameters(valid)).toMatchObject({ ...valid, acaAppName: null });
});

test('a refusal names the field, so that the form can show it there', () => {
  const refuse = () => requireParameters({ ...valid, storageAccountName: 'Not_Allowed' });
  expect(refuse).toThrow(
    expect.objectContaining({ info: expect.objectContaining({ target: 'storageAccountName' }) }),
  );
});
