import { PageHeader } from './page-header';

type SectionHeaderProps = {
  title: string;
  /** The page of the section that is open, with its one sentence. */
  page: { title: string; description: string } | undefined;
};

/** Names a section and the page of it that is open. */
export function SectionHeader({ title, page }: SectionHeaderProps) {
  if (!page) return <PageHeader title={title} />;
  return (
    <PageHeader
      title={
        <>
          <span className="text-ink-soft">{title}</span> <span className="font-normal text-ink-soft">/</span>{' '}
          {page.title}
        </>
      }
      description={page.description}
    />
  );
}
