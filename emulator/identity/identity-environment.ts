/** What `IDENTITY_HEADER` must be: the endpoint is for programs of this machine, which may all know it. */
export const IDENTITY_HEADER = 'local-azure';

/** The variables by which a container of an app with an identity finds it: https://learn.microsoft.com/azure/container-apps/managed-identity */
export function identityEnvironment(origin: string): Record<string, string> {
  return { IDENTITY_ENDPOINT: `${origin}/msi/token`, IDENTITY_HEADER };
}
