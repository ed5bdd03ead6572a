import { changeArticle, notFound } from '#core/api/article'
import { base64Of } from '#core/api/base64'
import type { Ask, Handlers } from '#core/api/handler'
import { nameOf } from '#core/api/views'
import { neededOf } from '#core/article/authorship'
import { contentHash } from '#core/article/canonical'
import { filesOf, type Content } from '#core/article/content'
import { no, ok } from '#core/result'
import { copyKindOf, exportCopy, exportMarked as exportMarkedCopy, mayNotCopy } from '#core/workflow/copy'

const kindZh = { working: '内部流转稿', official: '清稿' } as const

async function exportWord(ask: Ask, { key, id, saw }: { key: string; id: string; saw: string }) {
  const { ports, office, who, moment } = ask
  const { store, sha256, checks, papers } = ports
  const article = await store.article(id)
  if (!article) return notFound
  const barred = mayNotCopy(article, office, who, moment)
  if (barred) return no(barred)
  const [content, salt] = await Promise.all([store.content(id, article.hash), store.salt(id)])
  if (!content || !salt) return notFound
  const copy = copyKindOf(article)
  const pictures = await picturesOf(store, content)
  const working = copy === 'working' ? { article: id, hash: article.hash, person: who.name } : null
  const written = await papers.docx({ content, pictures, working })
  if (!written.ok) return written
  const file = sha256(written.value)
  const checked = copy === 'working' ? await checks.check(article.hash, content, office, []) : null
  const facts = {
    saw, written: contentHash(content, salt, sha256), copy, file, exporter: papers.exporter,
    notBefore: content.publication.notBefore, blocked: checked?.blocked ?? 0,
  }
  const done = await changeArticle(ask, { key, id }, now => exportCopy(now, ask.office, who, facts, moment))
  if (!done.ok) return done
  const name = `${fileName(content.title)}_${kindZh[copy]}_${article.hash.slice(0, 8)}.docx`
  return ok({ name, base64: base64Of(written.value), copy, file })
}

/** The kept files that texts show, by digest. */
async function picturesOf(store: Ask['ports']['store'], ...contents: Content[]): Promise<Map<string, Uint8Array>> {
  const kept = await Promise.all([...new Set(contents.flatMap(filesOf))].map(async digest => [digest, (await store.file(digest))?.bytes] as const))
  return new Map(kept.flatMap(([digest, bytes]) => (bytes ? [[digest, bytes] as const] : [])))
}

const fileName = (title: string): string => title.replace(/[\\/:*?"<>|\s]+/g, '_').slice(0, 60) || '稿件'

/** The texts that led from one kept version to a later one, with who made them; none where the second is not later. */
async function madeBetween({ ports }: Ask, id: string, from: string, to: string) {
  const rows = (await ports.store.revisions(id)).toSorted((a, b) => a.seq - b.seq)
  const [start, end] = [from, to].map(hash => rows.findIndex(row => row.hash === hash)) as [number, number]
  const chain = start < 0 ? [] : rows.slice(start + 1, end + 1)
  return { chain: neededOf(chain) ?? [], people: chain }
}

async function exportMarked(ask: Ask, { key, id, from, to }: { key: string; id: string; from: string; to: string }) {
  const { ports, office, who, moment } = ask
  const { store, sha256, checks, papers } = ports
  const article = await store.article(id)
  if (!article) return notFound
  const barred = mayNotCopy(article, office, who, moment)
  if (barred) return no(barred)
  const [before, after, salt] = await Promise.all([store.content(id, from), store.content(id, to), store.salt(id)])
  if (!before || !after || !salt) return notFound
  const { chain, people } = await madeBetween(ask, id, from, to)
  const steps = await Promise.all(chain.map(async ({ hash, by }) => ({ by, content: (await store.content(id, hash))! })))
  const signed = copyKindOf(article) === 'official'
  const written = await papers.marked({
    before, after, steps,
    people: new Map(people.map(({ by, at }) => [by, { name: nameOf(office, by), at }])),
    pictures: await picturesOf(store, before, after),
    mark: { article: id, from, to, person: who.name, signed },
  })
  if (!written.ok) return written
  const file = sha256(written.value)
  const [hitsBefore, hitsAfter] = await Promise.all([checks.check(from, before, office, []), checks.check(to, after, office, [])])
  const facts = {
    from, to, file, exporter: papers.exporter,
    written: { from: contentHash(before, salt, sha256), to: contentHash(after, salt, sha256) },
    blocked: { from: hitsBefore?.blocked ?? 0, to: hitsAfter?.blocked ?? 0 },
  }
  const done = await changeArticle(ask, { key, id }, now => exportMarkedCopy(now, ask.office, who, facts, moment))
  if (!done.ok) return done
  return ok({ name: `${fileName(after.title)}_花脸稿_${from.slice(0, 8)}-${to.slice(0, 8)}.docx`, base64: base64Of(written.value), file })
}

export const copyHandlers: Handlers<'article.exportWord' | 'article.exportMarked'> = { 'article.exportWord': exportWord, 'article.exportMarked': exportMarked }
