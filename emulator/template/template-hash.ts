import { murmur64 } from './murmur64.ts';

/**
 * A template without white space, and ARM's hash of it: case does not count, the order of keys does.
 * https://learn.microsoft.com/rest/api/resources/deployments/calculate-template-hash
 */
export function hashTemplate(template: unknown): { minifiedTemplate: string; templateHash: string } {
  const minifiedTemplate = JSON.stringify(template).toUpperCase();
  return { minifiedTemplate, templateHash: murmur64(new TextEncoder().encode(minifiedTemplate)).toString() };
}
