import { z } from 'zod';
import { appConfiguration } from './configuration-schema.ts';
import { appTemplate } from './template-schema.ts';
import { asWritten, text, withoutNulls } from './wire-types.ts';

/**
 * What a write says of an app: known members only, the service's spelling and its defaults.
 * https://learn.microsoft.com/azure/templates/microsoft.app/containerapps
 */
export const appProperties = asWritten(
  z.object({
    environmentId: text.optional(),
    managedEnvironmentId: text.optional(),
    workloadProfileName: text.optional(),
    configuration: appConfiguration,
    template: appTemplate.optional(),
  }),
);

/** The properties of an app as they are stored: environment known, template there, secrets without values. */
export const storedApp = withoutNulls(
  z.object({
    environmentId: z.string(),
    workloadProfileName: z.string().optional(),
    configuration: appConfiguration,
    template: appTemplate,
    latestRevisionName: z.string(),
    runningStatus: z.enum(['Running', 'Stopped']),
    customDomainVerificationId: z.string().default(''),
  }),
);
export type StoredApp = z.infer<typeof storedApp>;
