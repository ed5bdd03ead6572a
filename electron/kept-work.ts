import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Host, Reply } from './host.ts'

const Copy = z.object({ id: z.string(), base: z.string(), content: z.unknown() })
const Kept = Copy.extend({ at: z.string() })

/**
 * Puts a working copy aside on this PC when the server cannot take it – it is out of reach, or it has forgotten who is signed in – and hands it over when
 * the same person opens the article again. `folder` is this user's own; the files are for this user alone and are removed once the server has them.
 */
export function keepingWork(host: Host, folder: string, address: string, now: () => Date = () => new Date()): Host {
  let person: string | null = null
  const fileOf = (article: string): string =>
    join(
      folder,
      `${createHash('sha256')
        .update(JSON.stringify([address, person, article]))
        .digest('hex')
        .slice(0, 32)}.json`,
    )

  async function put(token: string | null, input: unknown): Promise<Reply> {
    const reply = await host.call(token, 'workingCopy.put', input)
    const copy = Copy.safeParse(input)
    if (!copy.success || person === null) return reply
    if (reply.ok) {
      rmSync(fileOf(copy.data.id), { force: true })
      return reply
    }
    const { refusal } = reply
    if (refusal.code !== 'server-unreachable' && refusal.code !== 'not-signed-in') return reply
    const at = now().toISOString()
    if (!written(folder, fileOf(copy.data.id), { ...copy.data, at })) return reply
    return refusal.code === 'server-unreachable' ? { ok: false, refusal: { ...refusal, kept: at } } : reply
  }

  /** What lies here is newer than what the server holds, for it is removed as soon as the server has it. */
  async function handBack(token: string | null, article: string): Promise<void> {
    const file = fileOf(article)
    const kept = person === null ? null : read(file)
    if (kept === null) return
    const { at: _, ...copy } = kept
    const given = await host.call(token, 'workingCopy.put', copy)
    if (given.ok) rmSync(file, { force: true })
  }

  return {
    ...host,
    async call(token, name, input) {
      if (name === 'workingCopy.put') return put(token, input)
      const article = z.object({ id: z.string() }).safeParse(input).data?.id
      if (article !== undefined && (name === 'workingCopy.get' || name === 'article.open'))
        await handBack(token, article)
      const reply = await host.call(token, name, input)
      if (reply.ok && name === 'session.open') person = z.object({ person: z.string() }).parse(reply.value).person
      const settled = name === 'workingCopy.drop' || name === 'article.save'
      if (reply.ok && settled && article !== undefined && person !== null) rmSync(fileOf(article), { force: true })
      return reply
    },
  }
}

function written(folder: string, file: string, kept: z.infer<typeof Kept>): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 })
    return true
  } catch {
    return false // the page still holds the words and says that they are not kept
  }
}

function read(file: string): z.infer<typeof Kept> | null {
  if (!existsSync(file)) return null
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
