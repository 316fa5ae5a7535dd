import { ArmError } from './arm-error.ts';
import { unknownNamespace } from './unknown-types.ts';

/**
 * What each namespace takes, newest first; by lower-case namespace. Microsoft.Resources stands for what ARM answers
 * by itself.
 */
export const apiVersions: Record<string, readonly string[]> = {
  'microsoft.app': [
    '2026-07-01',
    '2026-03-02-preview',
    '2026-01-01',
    '2025-10-02-preview',
    '2025-07-01',
    '2025-02-02-preview',
    '2025-01-01',
    '2024-10-02-preview',
    '2024-08-02-preview',
    '2024-03-01',
    '2024-02-02-preview',
    '2023-11-02-preview',
    '2023-08-01-preview',
    '2023-05-02-preview',
    '2023-05-01',
    '2023-04-01-preview',
    '2022-11-01-preview',
    '2022-10-01',
    '2022-06-01-preview',
    '2022-03-01',
    '2022-01-01-preview',
  ],
  'microsoft.authorization': [
    '2022-05-01-preview',
    '2022-04-01',
    '2018-07-01',
    '2018-01-01-preview',
    '2015-07-01',
  ],
  'microsoft.operationalinsights': [
    '2025-07-01',
    '2025-02-01',
    '2023-09-01',
    '2023-01-01-preview',
    '2022-10-01',
    '2021-12-01-preview',
    '2021-06-01',
    '2020-10-01',
    '2020-08-01',
    '2020-03-01-preview',
    '2017-04-26-preview',
    '2015-11-01-preview',
    '2015-03-20',
  ],
  'microsoft.policyinsights': ['2024-10-01', '2023-03-01', '2022-03-01', '2020-07-01'],
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
    '2022-06-01',
    '2022-05-01',
    '2022-01-01',
    '2021-04-01',
    '2021-01-01',
    '2020-10-01',
    '2020-09-01',
    '2020-08-01',
    '2020-07-01',
    '2020-06-01',
    '2020-05-01',
    '2020-01-01',
    '2019-11-01',
    '2019-10-01',
    '2019-09-01',
    '2019-08-01',
    '2019-07-01',
    '2019-06-01',
    '2019-05-10',
    '2019-05-01',
    '2019-03-01',
    '2018-06-01',
    '2018-05-01',
    '2018-02-01',
    '2018-01-01',
    '2017-05-10',
    '2017-05-01',
    '2016-09-01',
    '2016-07-01',
    '2016-06-01',
    '2016-02-01',
    '2015-11-01',
    '2015-01-01',
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
    '2022-05-01',
    '2021-09-01',
    '2021-08-01',
    '2021-06-01',
    '2021-05-01',
    '2021-04-01',
    '2021-02-01',
    '2021-01-01',
    '2020-08-01-preview',
    '2019-06-01',
    '2019-04-01',
    '2018-11-01',
    '2018-07-01',
    '2018-03-01-preview',
    '2018-02-01',
    '2017-10-01',
    '2017-06-01',
    '2016-12-01',
    '2016-05-01',
    '2016-01-01',
  ],
};

/**
 * Refuses a version that the namespace does not have, and one that is missing, as ARM does: by the place where a
 * resource of the type would be, if the request names a group, else by the type alone.
 */
export function checkApiVersion(
  namespace: string,
  version: string | undefined,
  type = '',
  location?: string,
): void {
  if (!version) {
    throw new ArmError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  const key = namespace.toLowerCase();
  const supported = Object.hasOwn(apiVersions, key) ? apiVersions[key] : undefined;
  if (!supported) throw unknownNamespace(namespace);
  if (supported.includes(version.toLowerCase())) return;
  if (namespace.toLowerCase() === 'microsoft.resources') {
    throw new ArmError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid. The supported versions are '${supported.join(',')}'.`,
    );
  }
  const short = type.slice(namespace.length + 1);
  const list = supported.join(', ');
  if (!location) {
    throw new ArmError(
      404,
      'InvalidResourceType',
      `The resource type '${short}' could not be found in the namespace '${namespace}' for api version '${version}'. The supported api-versions are '${list}'.`,
    );
  }
  throw new ArmError(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '${location}' and API version '${version}' for type '${short}'. The supported api-versions are '${list}'.`,
  );
}
