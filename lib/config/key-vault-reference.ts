import * as z from 'zod/mini';

const VAULT_ID =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+$/i;

const referenceSchema = z.strictObject({
  reference: z.strictObject({
    keyVault: z.strictObject({ id: z.string().check(z.regex(VAULT_ID)) }),
    secretName: z.string().check(z.minLength(1)),
    secretVersion: z.optional(z.string().check(z.minLength(1))),
  }),
});

/**
 * A parameter that Azure itself takes from a Key Vault, as a parameters file has it in place of a value:
 * learn.microsoft.com/azure/azure-resource-manager/templates/key-vault-parameter.
 */
export type KeyVaultReference = z.infer<typeof referenceSchema>;

/** Whether a parameter was given as a reference to a Key Vault, well-formed or not. */
export function isReference(given: unknown): given is { reference: unknown } {
  const keys = typeof given === 'object' && given !== null ? Object.keys(given) : [];
  return keys.length === 1 && keys[0] === 'reference';
}

/** The reference, checked; undefined for anything else. */
export function readReference(given: unknown): KeyVaultReference | undefined {
  return referenceSchema.safeParse(given).data;
}
