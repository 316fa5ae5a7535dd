import { z } from 'zod';
import { ArmError, notSupported } from '../arm-error.ts';
import { parseBody } from '../kinds/kind.ts';
import { sameText } from '../resource-id.ts';

const options = [
  'IncludeParameterDefaultValue',
  'IncludeComments',
  'SkipResourceNameParameterization',
  'SkipAllParameterization',
] as const;
export type ExportOption = (typeof options)[number];

const requestBody = z.looseObject({
  resources: z.array(z.string()).min(1),
  options: z.string().nullish(),
  outputFormat: z.string().nullish(),
});

export type ExportRequest = {
  /** `undefined` asks for everything in the group. */
  ids: string[] | undefined;
  options: ReadonlySet<ExportOption>;
};

/** What an export asks for. Throws ArmError. */
export function parseExport(body: unknown): ExportRequest {
  const asked = parseBody(requestBody, body ?? {});
  if (asked.outputFormat && !sameText(asked.outputFormat, 'Json')) {
    throw notSupported(`the export format '${asked.outputFormat}'`);
  }
  const names = (asked.options ?? '').split(',').map((name) => name.trim());
  return {
    ids: asked.resources.includes('*') ? undefined : asked.resources,
    options: new Set(names.filter((name) => name !== '' && !sameText(name, 'None')).map(toOption)),
  };
}

function toOption(name: string): ExportOption {
  const option = options.find((known) => sameText(known, name));
  if (option) return option;
  throw new ArmError(
    400,
    'InvalidRequestContent',
    `The request content was invalid: '${name}' is none of the export options '${options.join(', ')}'.`,
    { target: 'options' },
  );
}
