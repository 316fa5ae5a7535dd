import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import { type JsonObject, jsonObject, type Resource, tags } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import type { ResourceId } from '../resource-id.ts';

/** The envelope of every resource, as loosely as Azure itself takes it: nulls count as absent. */
export const resourceBody = z.looseObject({
  location: z.string().nullish(),
  tags: tags.nullish(),
  sku: jsonObject.nullish(),
  kind: z.string().nullish(),
  identity: jsonObject.nullish(),
  properties: jsonObject.nullish(),
});
export type ResourceBody = z.infer<typeof resourceBody>;

export type PutRequest = { id: ResourceId; body: ResourceBody; existing: Resource | undefined };

/** The parts of a resource that its kind decides on a write. */
type Prepared = Pick<Resource, 'properties' | 'secrets'> &
  Partial<Pick<Resource, 'sku' | 'kind' | 'identity'>>;

/** A POST on a resource, `listKeys` for one. The answer is the response body. */
export type Action = (context: EmulatorContext, resource: Resource, body: JsonObject) => unknown;

/** What the control plane must know about one resource type. */
export type ResourceKind = {
  /** In the spelling that ids are answered with. */
  type: string;
  /** `tracked` resources have a location and tags and show up in lists of resources; `nested` ones do not. */
  scope: 'tracked' | 'nested';
  /** What the service does not take for it. */
  lacks?: readonly ('PATCH' | 'DELETE')[];
  /** A PATCH with tags replaces them all; otherwise it merges them as it does everything else. */
  replacesTags?: true;
  /** A PATCH is answered when it is done, where other writes are followed through their operation. */
  patchesAtOnce?: true;
  /** The service does not tell who made it and when. */
  hidesSystemData?: true;
  /** `provisioningState` while a transition runs; absent when writes are done at once. */
  pending?: { creating: string; updating: string; deleting: string };
  /** The last path segments of operation URLs; `status` is absent where only `Location` is polled. */
  operationUrls?: { status?: string; result: string };
  /** The code and sentence that answer a write while another one is in progress. */
  busy?: (name: string) => { code: string; message: string };
  /** The code and sentence for one that is not there, where the provider has words of its own. */
  missing?: { code: string; message: string };
  /** Checks a write and says what the resource becomes. Throws ArmError. */
  prepare(context: EmulatorContext, request: PutRequest): Prepared;
  /** Makes the accepted write true, after its transition. May run again after a crash. Throws ArmError. */
  complete?(context: EmulatorContext, resource: Resource): Promise<void>;
  /** Checks that the resource may go. Throws ArmError. */
  checkDelete?(context: EmulatorContext, resource: Resource): void;
  /** Ends what the resource stood for; its document goes afterwards. */
  remove?(context: EmulatorContext, resource: Resource): Promise<void>;
  /** `properties` on the wire. */
  render(context: EmulatorContext, resource: Resource): JsonObject;
  /** Further members beside `properties`. */
  renderEnvelope?(context: EmulatorContext, resource: Resource): JsonObject;
  /** For kinds whose truth lies elsewhere than in the documents. */
  find?(context: EmulatorContext, id: ResourceId): Promise<Resource | undefined>;
  list?(context: EmulatorContext, parentId: string): Promise<Resource[]>;
  /** By lower-case name. */
  actions?: Record<string, Action>;
};

/** Parses a part of a request body; a mismatch is the caller's, named by its path. */
export function parseBody<T>(schema: z.ZodType<T>, value: unknown, path = ''): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = [path, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.');
  throw new ArmError(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: '${issue?.message ?? 'unreadable'}. Path '${where}'.'`,
    where === '' ? {} : { target: where },
  );
}
