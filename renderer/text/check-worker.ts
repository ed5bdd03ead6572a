import type { TextBlock } from '#core/article/plain-text'
import { inspector, termsOf, type CheckSetup } from '#core/checking'
import { createChecker, type Checker } from '#core/proofread/spelling/check'
import { loadModel } from '#core/proofread/spelling/format'
import type { Found } from './findings.ts'

/** The lists and rules come first and whenever they change; the spelling model when it has arrived; then one text after another. */
export type CheckRequest = { setup: CheckSetup } | { model: string | null } | { n: number; text: string; blocks: TextBlock[] }
export type CheckReply = { n: number; findings: Found[] }

let setup: CheckSetup | null = null
let inspect: ReturnType<typeof inspector> | null = null
let terms: string[] = []
let model: string | null = null
let checker: Checker | null = null

self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  if ('setup' in data) {
    setup = data.setup
    inspect = inspector(setup)
    terms = termsOf(setup.profile)
  } else if ('model' in data) {
    model = data.model
    checker = null
  } else if (setup && inspect) {
    const { n, text, blocks } = data
    const spelling = spellingChecker()?.check(text, { sensitivity: setup.rules.setting, terms }) ?? []
    const reply: CheckReply = { n, findings: inspect(text, blocks, spelling) }
    self.postMessage(reply)
  }
}

/** The model is read with the first text; one that cannot be read is done without. */
function spellingChecker(): Checker | null {
  if (checker || model === null) return checker
  try {
    checker = createChecker(loadModel(Uint8Array.from(atob(model), char => char.charCodeAt(0))))
  } catch {
    checker = null
  }
  model = null
  return checker
}
