import { useTranslations } from 'next-intl';
import type { TemplateLine } from '@/lib/deployment/revisions/template-lines';

/** What differs between two templates, a line each. */
export function TemplateLines({ lines }: { lines: TemplateLine[] }) {
  const t = useTranslations('operate.revisions.template');
  if (lines.length === 0) return <p className="text-ink-soft">{t('same')}</p>;
  return (
    <dl className="divide-y divide-line">
      {lines.map((line) => (
        <div
          key={`${line.field} ${line.of}`}
          className="grid gap-x-4 gap-y-0.5 py-1.5 sm:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <dt className="min-w-0">
            {t(`field.${line.field}`)}{' '}
            {line.of && <code className="font-mono text-xs text-ink-soft wrap-anywhere">{line.of}</code>}
          </dt>
          <dd className="min-w-0 font-mono text-xs wrap-anywhere">
            <Change line={line} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Change({ line: { change, before, after } }: { line: TemplateLine }) {
  const t = useTranslations('operate.revisions.template');
  if (before === null && after === null) {
    return <span className="font-sans text-ink-soft">{t(`hidden.${change}`)}</span>;
  }
  return (
    <span className="flex flex-col gap-0.5">
      <Side sign="−" label={t('before')} text={before ?? t(change === 'added' ? 'nothing' : 'value')} />
      <Side sign="+" label={t('after')} text={after ?? t(change === 'removed' ? 'nothing' : 'value')} />
    </span>
  );
}

function Side({ sign, label, text }: { sign: '−' | '+'; label: string; text: string }) {
  const tone = sign === '+' ? 'bg-good-wash text-good' : 'bg-bad-wash text-bad';
  return (
    <span className={`rounded px-1.5 py-0.5 ${tone}`}>
      <span className="sr-only">{label}: </span>
      <span aria-hidden>{sign} </span>
      {text}
    </span>
  );
}
