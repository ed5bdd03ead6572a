import { Worker } from 'node:worker_threads'
import type { Finding } from '#core/proofread/finding'
import { runGate, type GateFigures } from '#core/proofread/plugin/gate'
import { no, ok, type Result } from '#core/result'
import { threadFile } from '#db/thread-file'
import { readPlugin, type PluginFault, type PluginFiles } from '#server/plugin-files'
import type { PluginAnswer, PluginRequest } from '#server/plugin-worker'

/** What one text may cost before the model's thread is ended: time by the clock, and growth of the whole process. */
export type PluginCaps = { milliseconds: number; megabytes: number }
export const pluginCaps: PluginCaps = { milliseconds: 60_000, megabytes: 1536 }

/** A model in a thread of its own, which is ended when it takes too long or too much. */
export type PluginHost = {
  /** Null when the model failed on this text; the checks then go on without it, and it is not asked again. */
  check(plugin: PluginFiles, text: string, suspected: Finding[]): Promise<Finding[] | null>
  /** It failed since the office was opened, and is not asked again. */
  hasFailed(digest: string): boolean
  close(): Promise<void>
}

type Running = { digest: string; worker: Worker; waiting: Map<number, (found: Finding[] | null) => void>; rss: number; timer: NodeJS.Timeout | null; watch: NodeJS.Timeout | null }

export function pluginHost(report: (bug: unknown) => unknown, caps: PluginCaps = pluginCaps): PluginHost {
  let running: Running | null = null
  const broken = new Set<string>()
  let asked = 0

  function idle(now: Running) {
    if (now.timer) clearTimeout(now.timer)
    if (now.watch) clearInterval(now.watch)
    Object.assign(now, { timer: null, watch: null })
    now.worker.unref()
  }

  function stop(gone: Running) {
    if (running === gone) running = null
    idle(gone)
    for (const answer of gone.waiting.values()) answer(null)
    gone.waiting.clear()
    return gone.worker.terminate()
  }

  function fail(gone: Running, why: unknown) {
    broken.add(gone.digest)
    report(why)
    void stop(gone)
  }

  function start(plugin: PluginFiles): Running {
    const now: Running = { digest: plugin.digest, worker: pluginThread(plugin), waiting: new Map(), rss: process.memoryUsage.rss(), timer: null, watch: null }
    now.worker.on('message', ({ n, findings }: PluginAnswer) => {
      now.waiting.get(n)?.(findings)
      now.waiting.delete(n)
      if (now.waiting.size === 0) idle(now)
      else busy(now)
    })
    now.worker.on('error', bug => fail(now, bug))
    now.worker.on('exit', () => (now.waiting.size ? fail(now, new Error('the model ended its thread')) : undefined))
    return now
  }

  /** Each answer gives the next text its time. What the runtime takes lies outside the heap that a thread's limits bound. */
  function busy(now: Running) {
    if (now.timer) clearTimeout(now.timer)
    now.timer = setTimeout(() => fail(now, new Error(`the model took more than ${caps.milliseconds} ms`)), caps.milliseconds)
    now.watch ??= setInterval(() => {
      if (process.memoryUsage.rss() - now.rss > caps.megabytes * 1024 * 1024) fail(now, new Error(`the model took more than ${caps.megabytes} MB`))
    }, 50)
    now.worker.ref()
  }

  return {
    check(plugin, text, suspected) {
      if (broken.has(plugin.digest)) return Promise.resolve(null)
      if (running && running.digest !== plugin.digest) void stop(running)
      const now = (running ??= start(plugin))
      const request: PluginRequest = { n: (asked += 1), text, suspected }
      return new Promise(resolve => {
        now.waiting.set(request.n, resolve)
        busy(now)
        now.worker.postMessage(request)
      })
    },
    hasFailed: digest => broken.has(digest),
    async close() {
      if (running) await stop(running)
    },
  }
}

/** The product's acceptance of the plug-in in a folder: in a thread of its own that ends with it. */
export async function judgePlugin(folder: string, caps: PluginCaps = pluginCaps): Promise<Result<{ plugin: PluginFiles; figures: GateFigures }, PluginFault>> {
  const read = readPlugin(folder)
  if (!read.ok) return read
  const host = pluginHost(() => undefined, caps)
  try {
    const figures = await runGate(async text => {
      const found = await host.check(read.value, text, [])
      if (!found) throw new ModelFailed()
      return found
    })
    return ok({ plugin: read.value, figures })
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error
    return no({ code: 'plugin-refused', zh: '模型不能运行：文件损坏、格式不对，或者太慢、占用内存太多，已停止，没有使用。' })
  } finally {
    await host.close()
  }
}

class ModelFailed extends Error {}

/** Heap of the thread; the model itself lies outside it and is bound by `megabytes`. */
const heapMegabytes = 512

const pluginThread = (plugin: PluginFiles): Worker =>
  new Worker(threadFile(import.meta.url, 'plugin-worker'), { workerData: plugin, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } })
