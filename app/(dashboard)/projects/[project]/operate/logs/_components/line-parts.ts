import Anser from 'anser';
import { plainText } from '@/lib/deployment/logs/line-level';

/** A piece of a line in one look. `hit` is a piece of what was searched for. */
export type LinePart = { start: number; text: string; className: string; hit: boolean };

/** A line with more pieces than this is shown without its colours. */
const MAX_PARTS = 500;
const DECORATIONS: Readonly<Record<string, string>> = {
  bold: 'font-semibold',
  dim: 'opacity-70',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'line-through',
};

/** Cuts a line at its ANSI colours and at the hits in it; what else it holds of escapes is left out. */
export function lineParts(text: string, hits: RegExp | undefined): LinePart[] {
  const coloured = text.includes('\u001b[') ? colouredParts(text) : [{ text, className: '' }];
  const plain = coloured.map((part) => part.text).join('');
  const cuts = hits ? hitRanges(plain, hits) : [];
  const parts: LinePart[] = [];
  let start = 0;
  for (const { text: piece, className } of coloured) {
    const end = start + piece.length;
    const edges = cuts.flat().filter((edge) => edge > start && edge < end);
    let from = start;
    for (const to of [...edges, end]) {
      const hit = cuts.some(([first, last]) => from >= first && from < last);
      if (to > from) parts.push({ start: from, text: plain.slice(from, to), className, hit });
      from = to;
    }
    start = end;
  }
  return parts;
}

/** What marks the hits in a line; undefined for what is no expression. */
export function hitPattern(q: string, isRegex: boolean): RegExp | undefined {
  try {
    return q === '' ? undefined : new RegExp(isRegex ? q : q.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
  } catch {
    return undefined;
  }
}

function colouredParts(text: string): { text: string; className: string }[] {
  const pieces = Anser.ansiToJson(text, { use_classes: true, remove_empty: true });
  if (pieces.length > MAX_PARTS) return [{ text: plainText(text), className: '' }];
  return pieces.map(({ content, fg, bg, decorations }) => ({
    // Escapes that are no colours, such as the cursor's, are not for reading.
    text: plainText(content),
    className: [
      fg && colourClass(fg),
      bg && `${colourClass(bg)}-bg`,
      ...decorations.map((name) => DECORATIONS[name]),
    ]
      .filter(Boolean)
      .join(' '),
  }));
}

/** Of 256 colours and of 16 million the page shows the sixteen that a theme has. */
function colourClass(name: string): string {
  return /^ansi-(?:bright-)?(?:black|red|green|yellow|blue|magenta|cyan|white)$/.test(name)
    ? name
    : 'ansi-other';
}

function hitRanges(plain: string, hits: RegExp): [number, number][] {
  const found: [number, number][] = [];
  for (const { index, 0: hit } of plain.matchAll(hits)) {
    if (hit.length > 0) found.push([index, index + hit.length]);
    if (found.length === MAX_PARTS) break;
  }
  return found;
}
