import 'server-only';
import { plainLocation } from '@/lib/azure/providers';
import { topLevelTypes } from '@/lib/provisioning/names/name-parameters';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed } from '@/lib/provisioning/plan/finding';

/** What of the names is there already and will be used again, and whether that can be. */
export async function checkNames(facts: Facts): Promise<Finding> {
  const [names, resources, location] = await Promise.all([
    facts.names(),
    facts.resources(),
    facts.location(),
  ]);
  const planned = Object.entries(topLevelTypes).flatMap(([parameter, type]) => {
    const name = Object.entries(names).find(([key]) => key === parameter)?.[1];
    if (!name) return [];
    const there = resources.find(
      (each) => each.type.toLowerCase() === type && each.name.toLowerCase() === name.toLowerCase(),
    );
    return [{ parameter, name, there }];
  });
  // Without a name there is nothing to say but what stands against the template.
  if (planned.length === 0) await facts.validated();
  const elsewhere = planned.filter(({ there }) => there && plainLocation(there.location) !== location);
  const [first] = elsewhere;
  if (first?.there) {
    const all = elsewhere.map(({ name, there }) => `${name} is in ${there?.location}`).join(', ');
    return failed(
      `${all}, and Azure moves no resource to ${location}.`,
      'Choose the region of what is there already, or enter another name.',
      [
        {
          type: 'set-parameters',
          label: `Use ${plainLocation(first.there.location)}`,
          values: { location: plainLocation(first.there.location) },
        },
      ],
    );
  }
  const used = planned.filter(({ there }) => there).map(({ name }) => name);
  const made = planned.filter(({ there }) => !there).map(({ name }) => name);
  const sentences = [
    used.length > 0 ? `${used.join(', ')} ${used.length > 1 ? 'are' : 'is'} there and used again` : '',
    made.length > 0 ? `${made.join(', ')} ${made.length > 1 ? 'are' : 'is'} new` : '',
  ].filter(Boolean);
  return passed(`${sentences.join('; ')}.`);
}
