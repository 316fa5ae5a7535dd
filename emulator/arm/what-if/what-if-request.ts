import { z } from 'zod';
import { ArmError } from '../arm-error.ts';
import { parseBody } from '../kinds/kind.ts';
import { sameText } from '../resource-id.ts';

const formats = ['FullResourcePayloads', 'ResourceIdOnly'] as const;
export type ResultFormat = (typeof formats)[number];

const settings = z.looseObject({
  properties: z.looseObject({
    whatIfSettings: z.looseObject({ resultFormat: z.string().nullish() }).nullish(),
  }),
});

/** How much a what-if request wants to see: everything unless it says otherwise. Throws ArmError. */
export function parseResultFormat(body: unknown): ResultFormat {
  const asked = parseBody(settings, body).properties.whatIfSettings?.resultFormat;
  if (asked == null) return 'FullResourcePayloads';
  const format = formats.find((name) => sameText(name, asked));
  if (format) return format;
  throw new ArmError(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: 'Error converting value "${asked}" to the what-if result format. Path 'properties.whatIfSettings.resultFormat'.'`,
    { target: 'properties.whatIfSettings.resultFormat' },
  );
}
