import { expect, test } from 'vitest';
import { NEW_PARAMETERS_TEXT, withParameterValues } from '@/lib/config/parameters-text';
import { requireParameters } from './require-parameters';

const requireValues = (values: Record<string, unknown>) =>
  requireParameters(withParameterValues(NEW_PARAMETERS_TEXT, values));
const valid = { defaultCommands: ['exec python3 app.py'], maximumInstanceCount: 1 };

test('values that hold are returned with every name that was left out as its default', () => {
  expect(requireValues(valid)).toMatchObject({ ...valid, acaAppName: null });
});

test('a refusal names the field, so that the form can show it there', () => {
  const refuse = () => requireValues({ ...valid, storageAccountName: 'Not_Allowed' });
  expect(refuse).toThrow(
    expect.objectContaining({ info: expect.objectContaining({ target: 'storageAccountName' }) }),
  );
});

test('a text that is no parameters file is refused', () => {
  expect(() => requireParameters('{')).toThrow(expect.objectContaining({ kind: 'bad_input' }));
});
