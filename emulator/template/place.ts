/** Keys and indexes from the template's root down: `['resources', 0, 'name']`. */
export type TemplatePath = readonly (string | number)[];

/** Where a finding stands in the text that a client sent, as ARM tells it: lines and columns from 1. */
export type Place = { lineNumber: number; linePosition: number; path: string };

/** Finds a part of the template in that text. */
export type Places = (path: TemplatePath) => Place;

/** A finding about the template as a whole, and any in a template whose text is not at hand. */
export const NOWHERE: Place = { lineNumber: 0, linePosition: 0, path: '' };

/** `at line '3' and column '17'` */
export function at({ lineNumber, linePosition }: Place): string {
  return `at line '${lineNumber}' and column '${linePosition}'`;
}

/** `properties.template.resources[0].name` */
export function pathText(path: TemplatePath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}
