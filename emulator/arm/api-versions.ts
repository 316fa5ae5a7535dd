import { ArmError } from './arm-error.ts';

/** By lower-case namespace, newest first: those of the templates in use, of the SDKs and what lies between. */
export const apiVersions: Record<string, readonly string[]> = {
  'microsoft.app': [
    '2026-07-01',
    '2026-01-01',
    '2025-07-01',
    '2025-02-02-preview',
    '2025-01-01',
    '2024-10-02-preview',
    '2024-08-02-preview',
    '2024-03-01',
    '2023-11-02-preview',
    '2023-05-01',
    '2023-05-02-preview',
    '2022-10-01',
    '2022-03-01',
  ],
  'microsoft.storage': [
    '2026-09-01',
    '2026-06-01',
    '2026-04-01',
    '2025-08-01',
    '2025-06-01',
    '2025-01-01',
    '2024-01-01',
    '2023-05-01',
    '2023-04-01',
    '2023-01-01',
    '2022-09-01',
    '2021-09-01',
  ],
  'microsoft.operationalinsights': [
    '2025-07-01',
    '2025-02-01',
    '2023-09-01',
    '2022-10-01',
    '2021-12-01-preview',
    '2021-06-01',
    '2020-08-01',
  ],
  'microsoft.resources': [
    '2026-06-01',
    '2025-04-01',
    '2025-03-01',
    '2024-11-01',
    '2024-07-01',
    '2024-03-01',
    '2023-07-01',
    '2022-12-01',
    '2022-09-01',
    '2021-04-01',
    '2020-10-01',
    '2020-06-01',
    '2019-10-01',
  ],
};

/** Refuses a version that the namespace does not have, and one that is missing, as ARM does. */
export function checkApiVersion(namespace: string, version: string | undefined, type = ''): void {
  if (!version) {
    throw new ArmError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  const supported = apiVersions[namespace.toLowerCase()];
  if (!supported) {
    throw new ArmError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
  }
  if (supported.includes(version.toLowerCase())) return;
  const list = supported.join(', ');
  if (namespace.toLowerCase() === 'microsoft.resources') {
    throw new ArmError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid. The supported versions are '${list}'.`,
    );
  }
  throw new ArmError(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for API version '${version}' for type '${type || namespace}'. The supported api-versions are '${list}'.`,
  );
}
