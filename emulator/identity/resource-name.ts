import { EntraError } from './entra-error.ts';

/** An identifier URI, or an application's id. */
const RESOURCE = /^([a-z][a-z0-9+.-]*:\/\/\S+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Checks what a token is asked for. Any resource is known, if it is named as one; else throws EntraError. */
export function checkResource(resource: string): string {
  if (RESOURCE.test(resource)) return resource;
  throw new EntraError(
    400,
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
}
