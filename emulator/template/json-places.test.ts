import { expect, test } from 'vitest';
import { placesIn } from './json-places.ts';

const text = `{
  "properties": {
    "mode": "Incremental",
    "template": {
      "parameters": { "a \\"b\\"": { "type": "string" }, "size": {"type": "int"} },
      "resources": [ {"name": "x"}, [],
        {"name": "one, {two}"} ]
    }
  }
}`;
const places = placesIn(text);

test.each([
  [['parameters', 'size'], 5, 64, 'properties.template.parameters.size'],
  [['resources', 2], 7, 9, 'properties.template.resources[2]'],
  [['resources', 2, 'name'], 7, 29, 'properties.template.resources[2].name'],
  [['resources', 0], 6, 22, 'properties.template.resources[0]'],
  [[], 4, 17, 'properties.template'],
])('%j stands at line %i, column %i', (path, lineNumber, linePosition, name) => {
  expect(places(path)).toEqual({ lineNumber, linePosition, path: name });
});

test('what is not there stands with the nearest that is', () => {
  expect(places(['outputs', 'x'])).toMatchObject({ lineNumber: 4, path: 'properties.template.outputs.x' });
  expect(places(['resources', 7])).toMatchObject({ lineNumber: 6 });
});

test.each([
  '',
  '{',
  '{"properties"',
  '{"properties":{"template":"',
  "{'properties': 1}",
  '[[[',
  '{"properties":{"template":{"a":',
])('a search in %j ends', (odd) => {
  expect(placesIn(odd)(['resources', 0, 'name']).lineNumber).toBe(1);
});
