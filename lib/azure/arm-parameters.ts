import 'server-only';
import { type KeyVaultReference, readReference } from '@/lib/config/key-vault-reference';

/**
 * Parameters as a deployment and a parameters file have them: each as `{ value }`, or as the `{ reference }` by which Azure
 * itself takes it from a Key Vault.
 */
export function armParameters(
  values: Record<string, unknown>,
): Record<string, { value: unknown } | KeyVaultReference> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, readReference(value) ?? { value }]),
  );
}
