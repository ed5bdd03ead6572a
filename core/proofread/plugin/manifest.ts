import { z } from 'zod'
import { Digest } from '#core/article/content'

/** What a model says of itself in `manifest.json`, beside `model.onnx` and `vocab.txt`. */
export const PluginManifest = z.object({
  name: z.string().trim().min(1).max(60),
  version: z.string().trim().min(1).max(30),
  licence: z.string().trim().min(1).max(200),
  /** The only task there is: words are masked and the model says what it would expect there. */
  task: z.literal('masked-lm'),
  /** SHA-256 of the other two files, checked at every load. */
  sha256: z.object({ 'model.onnx': Digest, 'vocab.txt': Digest }),
  /** Longest input in tokens, the two marks at the ends included. */
  maxTokens: z.number().int().min(8).max(512).default(128),
})
export type PluginManifest = z.infer<typeof PluginManifest>
