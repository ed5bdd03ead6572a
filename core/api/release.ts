import { changeArticle, notFound } from '#core/api/article'
import { bodyOf } from '#core/audit/entry'
import type { Ask, Handlers } from '#core/api/handler'
import { mayNotRelease } from '#core/api/may'
import { currentRun, type Article } from '#core/article/article'
import { filesOf, type Content } from '#core/article/content'
import { formatCheckpoint, merkleRoot } from '#core/audit/checkpoint'
import { buildPackage, channelIds, channels, exporterVersion, measure, preview, zipPackage, type ChannelId, type ReleaseInput } from '#core/channels/index'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import { notCleared, release } from '#core/workflow/decide'
import { base64Of } from '#core/api/base64'

type Names = 'release.list' | 'release.preview' | 'release.export' | 'release.firsts' | 'release.states'
type Cleared = { article: Article; content: Content; input: ReleaseInput }

/**
 * The gate: nothing of an article that is not cleared leaves, not even as a preview (RULEBOOK 5). What passes is
 * everything a package is made of.
 */
async function cleared(ask: Ask, id: string, releasedAt: string): Promise<Result<Cleared, Refusal>> {
  const { store, sha256, checks } = ask.ports
  const article = await store.article(id)
  if (!article) return notFound
  const fault = notCleared(article)
  if (fault) return no(fault)
  const [content, salt, head, first] = await Promise.all([store.content(id, article.hash), store.salt(id), store.head(), store.entry(1)])
  if (!content || !salt || !head || !first) return notFound
  const files = await Promise.all(filesOf(content).map(async digest => [digest, await store.file(digest)] as const))
  const kept = new Map(files.flatMap(([digest, file]) => (file ? [[digest, file.bytes] as const] : [])))
  const root = merkleRoot(await store.hashes(head.seq), sha256)
  const checkpoint = formatCheckpoint({ office: ask.office.name, log: bodyOf(first).log, size: head.seq, root, signatures: [] })
  const { site } = ask.office.settings
  const input: ReleaseInput = {
    article: id, content, salt, clearedHash: article.hash, site, releasedAt, head, checkpoint,
    template: currentRun(article)!.template, rulesetVersion: checks.ruleset(ask.office), blob: digest => kept.get(digest),
  }
  return ok({ article, content, input })
}

async function exportArticle(ask: Ask, { key, id, channel, saw }: { key: string; id: string; channel: ChannelId; saw: string }) {
  const { ports, who, moment } = ask
  const gate = await cleared(ask, id, moment.now)
  if (!gate.ok) return gate
  const { content, input } = gate.value
  const built = buildPackage(channel, input, ports.sha256)
  if (!built.ok) return built
  const bytes = built.value.files.find(file => file.path === 'manifest.json')!.bytes
  const manifest = ports.sha256(bytes)
  const releaseId = ports.newId()
  const facts = {
    release: releaseId, saw, channel, meant: content.channels[channel] !== undefined, written: built.value.manifest.contentHash,
    manifest, exporter: String(exporterVersion), notBefore: content.publication.notBefore,
  }
  const done = await changeArticle(ask, { key, id }, now => release(now, who, facts, moment))
  if (!done.ok) return done
  const given = done.value.releases.findLast(r => r.channel === channel)!
  const name = `${safeName(content.title)}_${channels[channel].zh}_${given.hash.slice(0, 8)}.zip`
  return ok({ release: given.id, name, base64: base64Of(zipPackage(built.value.files)), manifest })
}

/** A file name every system takes. */
const safeName = (title: string): string => title.replace(/[\\/:*?"<>|\s]+/g, '_').slice(0, 60) || '稿件'


export const releaseHandlers: Handlers<Names> = {
  async 'release.list'({ ports }, { limit, offset = 0 }) {
    const { items, total } = await ports.store.list({ phases: ['cleared', 'released'], sort: 'updated', descending: true, limit, offset })
    return ok({ items, total, next: offset + items.length < total ? String(offset + items.length) : null })
  },
  async 'release.preview'(ask, { id, channel }) {
    const gate = await cleared(ask, id, ask.moment.now)
    if (!gate.ok) return gate
    const shown = preview(channel, gate.value.input, ask.ports.sha256)
    if (!shown.ok) return shown
    return ok({ ...shown.value, gauges: measure(channel, gate.value.content), hash: gate.value.article.hash })
  },
  'release.export': exportArticle,
  async 'release.firsts'({ ports }, { ids }) {
    const articles = await Promise.all(ids.map(id => ports.store.article(id)))
    return ok({ items: articles.flatMap(article => (article?.releases[0] ? [{ id: article.id, at: article.releases[0].at }] : [])) })
  },
  async 'release.states'(ask, { id }) {
    const { store } = ask.ports
    const article = await store.article(id)
    const [summary, content] = await Promise.all([store.summary(id), article && store.content(id, article.hash)])
    if (!article || !summary || !content) return notFound
    const states = channelIds.map(channel => {
      const last = article.releases.findLast(r => r.channel === channel)
      const meant = content.channels[channel] !== undefined
      const unmeant: Refusal | null = meant ? null : { code: 'channel-not-signed', channel }
      return {
        channel,
        name: channels[channel].zh,
        meant,
        release: last ? { id: last.id, by: last.by, at: last.at, manifest: last.manifest } : null,
        may: { export: mayNotRelease(ask, article) ?? unmeant, preview: notCleared(article) ?? unmeant },
      }
    })
    return ok({ summary, channels: states })
  },
}
