import { expect, test } from 'vitest';
import { readListFilter } from './list-filter.ts';

const FIELDS = ['name', 'location', 'resourcetype'];
const item = {
  fields: { name: 'My-App', location: 'eastus', resourcetype: 'Microsoft.App/containerApps' },
  tags: { Env: 'prod', owner: "o'neil" },
};

test.each([
  ['', true],
  ["name eq 'my-app'", true],
  ["name ne 'my-app'", false],
  ["resourceType eq 'microsoft.app/containerapps' and location eq 'EastUS'", true],
  ["resourceType eq 'a' or location eq 'eastus'", true],
  ["resourceType eq 'a' or location eq 'eastus' and name eq 'x'", false],
  ["(resourceType eq 'a' or location eq 'eastus') and name eq 'my-app'", true],
  ["substringof('y-a', name)", true],
  ["substringof('z',name) or startswith(name,'my')", true],
  ["tagName eq 'env'", true],
  ["tagName eq 'env' and tagValue eq 'prod'", true],
  ["tagName eq 'env' and tagValue eq 'test'", false],
  ["tagName eq 'owner' and tagValue eq 'o''neil'", true],
  ["startswith(tagName, 'own')", true],
])('%s finds it: %s', (filter, found) => {
  expect(readListFilter(filter, FIELDS)(item)).toBe(found);
});

test.each([
  'name',
  "name eq 'open",
  'name eq my-app',
  "colour eq 'red'",
  "name gt 'a'",
  "name eq 'a' and",
  "(name eq 'a'",
  "tagValue eq 'alone'",
  "substringof('a', location, name)",
  '%%%',
  `${'('.repeat(200)}name eq 'a'${')'.repeat(200)}`,
  `name eq '${'a'.repeat(5000)}'`,
])('%s is refused', (filter) => {
  expect(() => readListFilter(filter, FIELDS)).toThrow('Invalid $filter');
});
