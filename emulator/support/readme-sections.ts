import { OTHER_TYPES } from '../arm/azure-types.ts';
import { faults } from '../faults.ts';
import { analyticsAreas } from './analytics-areas.ts';
import type { Area } from './area.ts';
import { filesAreas } from './files-areas.ts';
import { identityAreas } from './identity-areas.ts';
import { pricesAreas } from './prices-areas.ts';
import { providerAreas } from './provider-areas.ts';
import { resourceAreas } from './resource-areas.ts';

const sections: Record<string, () => string> = {
  operations: () =>
    table(
      ['operations of', 'supported', 'refused by name'],
      [
        ...resourceAreas,
        ...providerAreas,
        ...filesAreas,
        ...identityAreas,
        ...pricesAreas,
        ...analyticsAreas,
      ].map(rowOf),
    ),
  types: () =>
    Object.entries(OTHER_TYPES)
      .map(([namespace, types]) => `- ${namespace}: ${types.join(', ')}`)
      .join('\n'),
  faults: () =>
    table(
      ['fault', 'what happens'],
      Object.entries(faults).map(([name, effect]) => [`\`${name}\``, effect]),
    ),
};

/** The README with what stands between `<!-- name -->` and `<!-- /name -->` written anew from the code. */
export function withSections(readme: string): string {
  return Object.entries(sections).reduce((text, [name, write]) => {
    const [start, end] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const from = text.indexOf(start);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`The README has no section '${name}'.`);
    return `${text.slice(0, from + start.length)}\n${write()}\n${text.slice(to)}`;
  }, readme);
}

function rowOf({ title, supported, refused = {} }: Area): string[] {
  return [title, Object.keys(supported).join(', '), Object.keys(refused).join(', ')];
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
