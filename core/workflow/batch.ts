import type { Refusal } from '#core/refusal'
import type { Stage, StageKind } from '#core/workflow/stages'

/** Stages that are judged one by one, whatever a template says: secrets, and the release itself. */
export const neverInBatch: ReadonlySet<StageKind> = new Set<StageKind>(['confidentiality-review', 'sign-off'])

/**
 * Why a stage is not passed together with others; null when its template allows it. Even then every article is a pass of its
 * own, on the text that the office laid before the person (F5).
 */
export function mayNotBatch(stage: Stage): Refusal | null {
  if (neverInBatch.has(stage.kind)) return { code: 'batch-forbidden', stage: stage.id }
  return stage.batch ? null : { code: 'batch-not-allowed', stage: stage.id }
}
