/** Holds the place of content that is on its way. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={`motion-safe:animate-pulse rounded-md bg-raised ${className}`} />;
}
