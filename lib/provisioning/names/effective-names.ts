import 'server-only';
import type { Project } from '@/lib/config/projects';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { defaultNames } from '@/lib/provisioning/names/default-names';
import type { NameFinding, NameParameter } from '@/lib/provisioning/names/name-parameters';
import { readTemplate } from '@/lib/provisioning/template';
import { templateDefaultName } from '@/lib/provisioning/template-facts';

export type EffectiveNames = Record<NameParameter, Pick<NameFinding, 'name' | 'origin'>>;

/** What each name comes down to: the given one, else the default, else what the template makes up for this group. */
export async function effectiveNames(
  project: Project,
  target: ProvisionTarget,
  given: Readonly<Record<NameParameter, string | null>>,
  groupName: string,
  signal?: AbortSignal,
): Promise<EffectiveNames> {
  const [template, defaults] = await Promise.all([
    readTemplate(project),
    defaultNames(project, target, signal),
  ]);
  const groupId = `/subscriptions/${target.subscriptionId}/resourceGroups/${groupName}`;
  const nameOf = (parameter: NameParameter): EffectiveNames[NameParameter] => {
    const name = given[parameter];
    if (name !== null) return { name, origin: 'given' };
    return (
      defaults[parameter] ?? {
        name: templateDefaultName(template, parameter, groupId) ?? null,
        origin: 'template',
      }
    );
  };
  return {
    acaAppName: nameOf('acaAppName'),
    acaEnvironmentName: nameOf('acaEnvironmentName'),
    storageAccountName: nameOf('storageAccountName'),
    fileShareName: nameOf('fileShareName'),
    acaEnvironmentStorageName: nameOf('acaEnvironmentStorageName'),
    acaLogAnalyticsName: nameOf('acaLogAnalyticsName'),
  };
}
