import { changeArticle, notFound } from '#core/api/article'
import { base64Of } from '#core/api/base64'
import type { Ask, Handlers } from '#core/api/handler'
import { contentHash } from '#core/article/canonical'
import { filesOf } from '#core/article/content'
import { no, ok } from '#core/result'
import { copyKindOf, exportCopy, mayNotCopy } from '#core/workflow/copy'

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
  const kept = await Promise.all(filesOf(content).map(async digest => [digest, (await store.file(digest))?.bytes] as const))
  const pictures = new Map(kept.flatMap(([digest, bytes]) => (bytes ? [[digest, bytes] as const] : [])))
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

const fileName = (title: string): string => title.replace(/[\\/:*?"<>|\s]+/g, '_').slice(0, 60) || '稿件'

export const copyHandlers: Handlers<'article.exportWord'> = { 'article.exportWord': exportWord }
