import { expect, it } from 'vitest';
import { uniqueString } from '@/lib/provisioning/unique-string';

// Vectors of Azure/bicep's own tests, which run the real engine; the last tells a signed tail word from an unsigned one.
it.each([
  ['/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg', 'js26ofeqkqeve'],
  ['/subscriptions/11068ed9-6c31-4a47-8183-4eca6d84bb32/resourceGroups/myRg', 'pwt7yebfrftwu'],
  ['asd-asdf-asdf', 'iizpqit7ih3cc'],
  ['a', 'eveiun73364hy'],
  [
    '/subscriptions/31e9f9a0-9fd2-4294-a0a3-0101246d9700/resourceGroups/rg-modm201-20230913120256/providers/Microsoft.Compute/virtualMachines/bobjacmodm201',
    'yvjxno3je5on2',
  ],
])('makes of %s what ARM makes of it', (text, expected) => {
  expect(uniqueString(text)).toBe(expected);
});
