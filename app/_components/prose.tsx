import { Fragment } from 'react';

/** A sentence of `lib`, in which code stands between backticks. A backtick without its second one stays as it is. */
export function Prose({ text }: { text: string }) {
  return text.split(/`([^`\n]+)`/).map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name.
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name.
      <code key={index} className="font-mono text-[0.925em] wrap-anywhere">
        {part}
      </code>
    ),
  );
}
