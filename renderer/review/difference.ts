import { useEffect, useRef, useState } from 'react'
import { compare, type Change } from '#core/article/change'
import type { Content } from '#core/article/content'
import type { ChangeReply, ChangeRequest } from './change-worker.ts'

const none: Change = { class: 'none', reason: '没有改动', hunks: [], inserted: 0, deleted: 0 }

/**
 * What a text being corrected counts as, compared in a thread of its own so that no key waits for it. While typing it may
 * be one text behind, never further, and says so: whoever needs to be sure compares once more.
 */
export function useDifference(received: Content, content: Content, names: readonly string[]): { difference: Change; behind: boolean } {
  const [compared, setCompared] = useState(() => ({ content, difference: content === received ? none : compare(received, content, names) }))
  const worker = useRef<Worker | null>(null)
  const waiting = useRef<Queue>({ busy: false, sent: null, next: null, n: 0 })
  const edited = content !== received
  useEffect(() => {
    if (!edited) return
    const thread = new Worker(new URL('./change-worker.ts', import.meta.url), { type: 'module' })
    const queue = waiting.current
    thread.postMessage({ received, names } satisfies ChangeRequest)
    thread.onmessage = ({ data }: MessageEvent<ChangeReply>) => {
      queue.busy = false
      if (data.n === queue.n && queue.sent) setCompared({ content: queue.sent, difference: data.change })
      if (queue.next) send(thread, queue)
    }
    worker.current = thread
    return () => {
      worker.current = null
      Object.assign(queue, { busy: false, next: null })
      thread.terminate()
    }
  }, [received, names, edited])
  useEffect(() => {
    const queue = waiting.current
    if (!worker.current) return
    queue.next = content
    if (!queue.busy) send(worker.current, queue)
  }, [content, received, names])
  return edited ? { difference: compared.difference, behind: compared.content !== content } : { difference: none, behind: false }
}

type Queue = { busy: boolean; sent: Content | null; next: Content | null; n: number }

function send(thread: Worker, queue: Queue) {
  const content = queue.next!
  Object.assign(queue, { busy: true, sent: content, next: null, n: queue.n + 1 })
  thread.postMessage({ n: queue.n, content } satisfies ChangeRequest)
}
