import { z } from 'zod';

/** How the model samples; the bounds are those of the form. Pure: the browser shares it. */
export const chatParametersSchema = z.object({
  topP: z.number().min(0).max(1).default(0.95),
  temperature: z.number().min(0).max(2).default(0.3),
  /** 0 lets every token take part. */
  topK: z.number().int().min(0).max(200).default(50),
  maxNewTokens: z.number().int().min(1).max(1024).default(64),
});

export type ChatParameters = z.infer<typeof chatParametersSchema>;
