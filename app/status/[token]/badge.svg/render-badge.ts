import type { RunStatus } from '@/lib/runs/status';

const HEIGHT_PX = 20;
const CHAR_PX = 6.6;
const PADDING_PX = 16;

const colours = {
  queued: '#5b6770',
  running: '#0f7580',
  succeeded: '#1d7a46',
  failed: '#b3362b',
  cancelled: '#5b6770',
  interrupted: '#8a5a00',
} as const satisfies Record<RunStatus, string>;

/** An SVG of two words side by side, the second on the colour of the status. */
export function renderBadge(label: string, word: string, status: RunStatus): string {
  const left = Math.round(label.length * CHAR_PX + PADDING_PX);
  const right = Math.round(word.length * CHAR_PX + PADDING_PX);
  const text = (x: number, content: string) =>
    `<text x="${x}" y="14" text-anchor="middle">${escapeXml(content)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT_PX}" role="img" aria-label="${escapeXml(`${label}: ${word}`)}">
<clipPath id="round"><rect width="${left + right}" height="${HEIGHT_PX}" rx="4"/></clipPath>
<g clip-path="url(#round)"><rect width="${left}" height="${HEIGHT_PX}" fill="#2b3338"/><rect x="${left}" width="${right}" height="${HEIGHT_PX}" fill="${colours[status]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(left / 2, label)}${text(left + right / 2, word)}</g>
</svg>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
