import { type JsonObject, jsonObject } from '../../state/models.ts';
import { withoutPath } from '../without-path.ts';
import { appMembers } from './app-members.ts';
import { unknownPaths, type VersionedMembers } from './members.ts';
import { resourcesMembers } from './resources-members.ts';
import { storageMembers } from './storage-members.ts';
import { workspaceMembers } from './workspace-members.ts';

const MEMBERS = new Map<string, VersionedMembers>([
  ['microsoft.app', appMembers],
  ['microsoft.operationalinsights', workspaceMembers],
  ['microsoft.resources', resourcesMembers],
  ['microsoft.storage', storageMembers],
]);

/** Whether the api-version lacks anything that newer ones of the type's namespace have. */
export function isBehind(version: string, type: string): boolean {
  return pathsOf(version, type).size > 0;
}

/**
 * An answer, one thing or a page of a list, with only the members that the api-version has. `type` is what was asked
 * for, with its namespace; things that say their own type are also judged by that.
 */
export function asOf(version: string, type: string, answer: JsonObject): JsonObject {
  const paths = pathsOf(version, type);
  const one = (value: JsonObject) => {
    const own = String(value.type ?? '').toLowerCase();
    return [...(paths.get(type.toLowerCase()) ?? []), ...(paths.get(own) ?? [])].reduce(withoutPath, value);
  };
  const page = jsonObject.array().safeParse(answer.value);
  return page.success ? { ...answer, value: page.data.map(one) } : one(answer);
}

/** Only those of the type's namespace: each provider counts its versions by itself. */
function pathsOf(version: string, type: string): Map<string, string[]> {
  const [namespace = ''] = type.toLowerCase().split('/');
  return unknownPaths(MEMBERS.get(namespace) ?? {}, version);
}
