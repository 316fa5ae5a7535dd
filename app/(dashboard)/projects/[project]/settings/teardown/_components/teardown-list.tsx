import { getLocale, getTranslations } from 'next-intl/server';
import { Copyable } from '@/app/_components/copyable';
import { Panel } from '@/app/_ui/panel';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { TeardownItem } from '@/lib/provisioning/teardown/verdict';
import { resourceTypeKey } from '@/lib/runs/resource-type';

type TeardownListProps = {
  title: string;
  description?: string;
  items: (TeardownItem & { reason?: string })[];
  numbered?: boolean;
};

export async function TeardownList({ title, description, items, numbered = false }: TeardownListProps) {
  const t = await getTranslations('settings.teardown');
  const types = await getTranslations('resourceTypes');
  const locale = await getLocale();
  const List = numbered ? 'ol' : 'ul';
  return (
    <Panel title={title} description={description} flush>
      <List className="divide-y divide-line">
        {items.map(({ id, resourceType, name, createdAt, reason }, index) => {
          const key = resourceTypeKey(resourceType);
          return (
            <li
              key={id}
              className="grid min-h-9 grid-cols-[1.5rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-1.5 sm:grid-cols-[1.5rem_13rem_minmax(0,1fr)_auto]"
            >
              <span aria-hidden className="text-right font-mono text-xs text-ink-soft">
                {numbered ? index + 1 : '–'}
              </span>
              <span className="truncate" title={resourceType}>
                {key ? types(key) : resourceType}
              </span>
              <span className="order-last col-span-2 col-start-2 flex min-w-0 text-ink-soft sm:order-none sm:col-span-1 sm:col-start-auto">
                <Copyable text={name} />
              </span>
              <span className="text-right text-xs text-ink-soft">
                {t('made')} <RelativeTime at={createdAt} locale={locale} />
              </span>
              {reason && (
                <p className="order-last col-span-full col-start-2 text-xs text-ink-soft">{reason}</p>
              )}
            </li>
          );
        })}
      </List>
    </Panel>
  );
}
