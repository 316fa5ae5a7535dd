import 'server-only';
import type { Container, EnvironmentVar, Template } from '@azure/arm-appcontainers';

/** What of a revision's template a fact is about; a revision differs from another where their facts do. */
export type TemplateField =
  | 'image'
  | 'command'
  | 'arguments'
  | 'cpu'
  | 'memory'
  | 'variable'
  | 'mount'
  | 'probe'
  | 'initContainer'
  | 'minReplicas'
  | 'maxReplicas'
  | 'cooldown'
  | 'polling'
  | 'scaleRule'
  | 'volume'
  | 'binding'
  | 'grace';

export type TemplateFact = {
  field: TemplateField;
  /** Which of several: the variable, the volume, the container. Empty where there is but one. */
  of: string;
  /** What it says, to compare by. Stays on the server: variables may hold what nobody should read. */
  value: string;
  /** What may be shown of it; null for what may not. */
  shown: string | null;
};

/** A template as single facts, without what Azure adds by itself and without the name that it gives to a revision. */
export function templateFacts(template: Template): TemplateFact[] {
  const { containers = [], initContainers = [], scale = {}, volumes = [], serviceBinds = [] } = template;
  const several = containers.length > 1;
  return [
    ...containers.flatMap((container) => containerFacts(container, several ? (container.name ?? '') : '')),
    ...initContainers.map((container) =>
      hidden('initContainer', container.name, withoutGiven(container), container.image),
    ),
    ...open('minReplicas', '', scale.minReplicas),
    ...open('maxReplicas', '', scale.maxReplicas),
    ...open('cooldown', '', scale.cooldownPeriod),
    ...open('polling', '', scale.pollingInterval),
    // A rule may hold whatever its scaler is told; what it is called says enough.
    ...(scale.rules ?? []).map((rule) => hidden('scaleRule', rule.name, rule, rule.name)),
    ...volumes.map((volume) => {
      const said = [volume.storageType, volume.storageName, volume.mountOptions].filter(Boolean).join(' ');
      return hidden('volume', volume.name, volume, said);
    }),
    ...serviceBinds.map((bind) => hidden('binding', bind.name, bind, bind.serviceId)),
    ...open('grace', '', template.terminationGracePeriodSeconds),
  ];
}

function containerFacts(container: Container, name: string): TemplateFact[] {
  const within = (part = '') => [name, part].filter(Boolean).join(' · ');
  return [
    ...open('image', name, container.image),
    ...open('command', name, container.command?.join(' ')),
    ...open('arguments', name, container.args?.join(' ')),
    ...open('cpu', name, container.resources?.cpu),
    ...open('memory', name, container.resources?.memory),
    ...(container.env ?? []).map((variable) =>
      hidden('variable', within(variable.name), { ...variable }, shownOf(variable)),
    ),
    ...(container.volumeMounts ?? []).map((mount) => {
      const said = [mount.mountPath, mount.subPath].filter(Boolean).join(' ← ');
      return hidden('mount', within(mount.volumeName), mount, said);
    }),
    ...(container.probes ?? []).map((probe) => {
      const { path, port } = probe.httpGet ?? { path: '', port: probe.tcpSocket?.port };
      const every = probe.periodSeconds ? ` every ${probe.periodSeconds} s` : '';
      return hidden('probe', within(probe.type), probe, `${path ?? ''}:${port ?? ''}${every}`);
    }),
  ];
}

function open(field: TemplateField, of: string, said: string | number | undefined): TemplateFact[] {
  const value = said === undefined ? '' : String(said);
  return value ? [{ field, of, value, shown: value }] : [];
}

function hidden(
  field: TemplateField,
  of: string | undefined,
  all: object,
  shown: string | null | undefined,
): TemplateFact {
  return { field, of: of ?? '', value: settled(all), shown: shown || null };
}

/** A plain value may be a password that somebody has put there; the name of a secret is none. */
function shownOf({ secretRef }: EnvironmentVar): string | null {
  return secretRef ? `secret ${secretRef}` : null;
}

function withoutGiven({ resources, ...container }: Container): object {
  return { ...container, resources: { cpu: resources?.cpu, memory: resources?.memory } };
}

/** The same text for the same content, whatever the order of its members and whether nothing is said or left out. */
function settled(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || part === '' || (Array.isArray(part) && part.length === 0)) return undefined;
    if (typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
