import 'server-only';
import type { TemplateFact, TemplateField } from '@/lib/azure/template-facts';

/** One thing that a revision says otherwise than another one. Values that may not be shown are null. */
export type TemplateLine = {
  field: TemplateField;
  of: string;
  change: 'added' | 'removed' | 'changed';
  before: string | null;
  after: string | null;
};

/** What changes in the template from one revision to another, in the order of the template. */
export function compareTemplates(
  before: readonly TemplateFact[],
  after: readonly TemplateFact[],
): TemplateLine[] {
  const old = new Map(before.map((fact) => [keyOf(fact), fact]));
  const now = new Map(after.map((fact) => [keyOf(fact), fact]));
  const removed = before.filter((fact) => !now.has(keyOf(fact)));
  return [
    ...after.flatMap((fact): TemplateLine[] => {
      const { field, of, shown } = fact;
      const previous = old.get(keyOf(fact));
      if (!previous) return [{ field, of, change: 'added', before: null, after: shown }];
      if (previous.value === fact.value) return [];
      return [{ field, of, change: 'changed', before: previous.shown, after: shown }];
    }),
    ...removed.map(
      ({ field, of, shown }): TemplateLine => ({ field, of, change: 'removed', before: shown, after: null }),
    ),
  ];
}

function keyOf({ field, of }: TemplateFact): string {
  return `${field}\n${of}`;
}
