import 'server-only';
import type { Project } from '@/lib/config/projects';

const CREATED_BY = 'created-by';
const SLIPWAY = 'slipway';
const PROJECT = 'slipway-project';
const RUN = 'slipway-run';

type Tags = Readonly<Record<string, string>>;

/** On whatever Slipway makes anew, and on its deployments: for people who find it in the portal, and for the teardown. */
export function ownTags(project: Project, runId?: string): Record<string, string> {
  return { [CREATED_BY]: SLIPWAY, [PROJECT]: project.id, ...(runId && { [RUN]: runId }) };
}

/** Whether the tags are of something that Slipway has made, and not for another project than this one. */
export function isOwn(tags: Tags, project: Project): boolean {
  const madeFor = tagOf(tags, PROJECT);
  return tagOf(tags, CREATED_BY) === SLIPWAY && (madeFor === undefined || madeFor === project.id);
}

/** For which project and run Slipway has made it, as far as the tags tell; undefined where it was not Slipway. */
export function makerOf(tags: Tags): { project: string | undefined; runId: string | undefined } | undefined {
  if (tagOf(tags, CREATED_BY) !== SLIPWAY) return undefined;
  return { project: tagOf(tags, PROJECT), runId: tagOf(tags, RUN) };
}

/** Azure keeps the case of a tag's name and goes by none. */
function tagOf(tags: Tags, name: string): string | undefined {
  return Object.entries(tags).find(([key]) => key.toLowerCase() === name)?.[1];
}
