import { apiVersions } from './api-versions.ts';

/** The newest stable version of a resource type, for what is written down without anybody having named one. */
export function newestApiVersion(type: string): string {
  const known = apiVersions[type.split('/')[0]?.toLowerCase() ?? ''] ?? [];
  return known.find((version) => !version.endsWith('-preview')) ?? '';
}
