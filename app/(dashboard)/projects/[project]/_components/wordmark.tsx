import { useTranslations } from 'next-intl';

export function Wordmark() {
  return (
    <>
      <svg aria-hidden viewBox="0 0 20 20" className="size-5 text-accent">
        <path d="M2 14.2 18 8.6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        <path d="M4.6 9.4 14.3 6l-1.9 3.7-5.2 1.8z" className="fill-ink" />
        <path d="M2 18h16" stroke="currentColor" strokeOpacity=".4" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      <span className="tracking-tight">{useTranslations('product')('name')}</span>
    </>
  );
}
