import { z } from 'zod';

/** A type as a template describes it: of a parameter, an output, a definition, a property, an item. */
export type RawType = {
  type?: string | undefined;
  $ref?: string | undefined;
  nullable?: boolean | undefined;
  allowedValues?: unknown[] | undefined;
  minValue?: number | undefined;
  maxValue?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  items?: RawType | false | undefined;
  prefixItems?: RawType[] | undefined;
  properties?: Record<string, RawType> | undefined;
  additionalProperties?: RawType | boolean | undefined;
  sealed?: boolean | undefined;
  discriminator?: { propertyName: string; mapping: Record<string, RawType> } | undefined;
};

export const rawType: z.ZodType<RawType> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    $ref: z.string().optional(),
    nullable: z.boolean().optional(),
    allowedValues: z.array(z.unknown()).optional(),
    minValue: z.int().optional(),
    maxValue: z.int().optional(),
    minLength: z.int().optional(),
    maxLength: z.int().optional(),
    items: z.union([rawType, z.literal(false)]).optional(),
    prefixItems: z.array(rawType).optional(),
    properties: z.record(z.string(), rawType).optional(),
    additionalProperties: z.union([z.boolean(), rawType]).optional(),
    sealed: z.boolean().optional(),
    discriminator: z
      .looseObject({ propertyName: z.string(), mapping: z.record(z.string(), rawType) })
      .optional(),
  }),
);
