import { useEffect, useState } from 'react'
import type { Output } from '#core/api/contract'
import { ask } from '../api.ts'
import { useAsk } from '../ask.ts'

export type Setup = Output<'check.setup'>

/** What this office checks by; undefined until it is known. */
export const useSetup = (): Setup | undefined => useAsk('check.setup', {}, { staleTime: 60_000 }).data

/** The spelling model, some ten megabytes: asked for once while the page is open, whatever else is asked anew. */
let kept: { digest: string; base64: Promise<string | null> } | null = null

function modelOf(digest: string): Promise<string | null> {
  if (kept?.digest !== digest) {
    const base64 = ask('check.model', { digest }).then(
      model => model.base64,
      () => {
        kept = null
        return null
      },
    )
    kept = { digest, base64 }
  }
  return kept.base64
}

/** The spelling model in base64, once it has come; the checks do not wait for it. `waiting`: it is on its way. */
export function useModel(digest: string | null): { base64: string | null; waiting: boolean } {
  const [model, setModel] = useState<{ digest: string; base64: string | null } | null>(null)
  useEffect(() => {
    if (digest === null) return
    let wanted = true
    void modelOf(digest).then(base64 => wanted && setModel({ digest, base64 }))
    return () => {
      wanted = false
    }
  }, [digest])
  return model?.digest === digest ? { base64: model.base64, waiting: false } : { base64: null, waiting: digest !== null }
}
