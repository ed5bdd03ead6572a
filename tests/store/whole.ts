import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Attachment } from '#core/article/content'
import { MerkleTree, type Checkpoint } from '#core/audit/checkpoint'
import type { Report } from '#core/audit/verify'
import { ok } from '#core/result'
import { verifyDatabase } from '#db/verification'
import { standardTemplate } from '#core/workflow/template'
import { sha256 } from '#db/texts'
import { clock, content, exhibitOf, folder, Hand, newOffice, paragraphs, person, value } from './build.ts'

/** An office in which every table of the evidence has rows, and every kind of reference is used. */
export async function wholeOffice() {
  const place = folder()
  const now = clock()
  const { store } = await newOffice(place.file, now)
  const picture = Buffer.from('89504e470d0a1a0a', 'hex')
  const digest = sha256(picture)
  await store.putFile({ digest, mediaType: 'image/png', size: picture.length, name: '会场.png' }, picture)
  const table = Buffer.from('序号,项目\n1,防汛\n')
  await store.putFile({ digest: sha256(table), mediaType: 'text/csv', size: table.length, name: '附件1.csv' }, table)
  const form = '$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA'
  const credential = sha256(Buffer.from(form))
  value(
    await store.changeOffice({ key: 'office-more', by: 'system', at: now() }, () =>
      ok({
        events: [
          { type: 'password-set', person: 'author', credential, mustChange: true },
          { type: 'password-set', person: 'leader', credential, mustChange: false },
          { type: 'section-added', section: { id: 'legal', name: '法规科', closed: false } },
          { type: 'delegation-granted', delegation: delegation('d1', 'leader', 'second') },
          { type: 'delegation-granted', delegation: delegation('d2', 'final', 'second') },
          { type: 'delegation-ended', delegation: 'd2', on: '2026-11-09', reason: '原办理人已返岗' },
          { type: 'number-taken', article: 'a1', scope: '2026', serial: 7, number: 'X/2026-00007' },
          { type: 'number-taken', article: 'a2', scope: '2025', serial: 3, number: 'X/2025-00003' },
          { type: 'template-saved', template: { ...standardTemplate, id: 'other', name: '另一流程' } },
          { type: 'person-added', person: person('spare', ['publisher']) },
          { type: 'lexicon-changed', version: 1, list: 'names', add: ['李明远', '云溪码头'], remove: [], source: '' },
          { type: 'lexicon-changed', version: 2, list: 'leaders', add: [{ name: '李志强', title: '区长', aliases: [], order: 1 }], remove: [], source: '' },
          { type: 'word-proposed', proposal: 'w1', word: '溪谷公园', article: 'a1', rule: 'spelling.char', reason: '' },
          { type: 'word-proposed', proposal: 'w2', word: '错别子', article: 'a2', rule: 'spelling.char', reason: '误报' },
          { type: 'word-settled', proposal: 'w2', outcome: 'rejected', reason: '确是错字' },
        ],
        credentials: { author: form, leader: form },
      }),
    ),
  )
  await writeArticles(store, now, digest, { digest: sha256(table), name: '附件1.csv', size: table.length, mediaType: 'text/csv' })
  const at = (await store.head())!
  const checkpoint = await checkpointOf(store)
  store.close()
  return { place, head: at, checkpoint, now }
}

const delegation = (id: string, principal: string, deputy: string) => ({
  id,
  principal,
  deputy,
  from: '2026-11-02',
  to: '2026-11-20',
  roles: ['leader' as const],
  basis: '办公室通知〔2026〕3号',
})

type OpenStore = Awaited<ReturnType<typeof newOffice>>['store']

async function writeArticles(store: OpenStore, now: () => string, digest: string, attachment: Attachment) {
  const body = (extra: string) => ['各县(市、区)人民政府,市直各单位:', `经市政府同意,现就有关事项通知如下${extra}。`, '特此通知。']
  const pictured = (extra: string) => {
    const text = content('关于防汛工作的通知', body(extra), '台政办发〔2026〕6号')
    const blocks = [...paragraphs(...body(extra)).content, { type: 'image' as const, attrs: { digest, caption: '会场' } }]
    return { ...text, body: { type: 'doc' as const, content: blocks } }
  }
  const one = await new Hand(store, 'a1', now).creates(pictured(''))
  await one.saves(pictured(',请认真执行'))
  await one.saves(pictured(',请认真贯彻执行'), 'second')
  await one.submits()
  await one.isRemarkedOn('secrecy', 'author')
  await one.asks('q1', 'second', '这样写可以吗')
  await one.does('second', [{ type: 'opinion-given', request: 'q1', run: 1, stage: 'confidentiality-review', hash: one.state.hash, exhibit: one.words('可以').digest }], { exhibits: [one.words('可以')] })
  await one.asks('q2', 'middle', '时间合适吗')
  await one.passes(2)
  await one.isRemarkedOn('first', 'second')
  await one.does('secrecy', [{ type: 'comment-resolved', thread: 'secrecy-1' }])
  await one.corrects(pictured(',请认真贯彻执行,'), '逗号')
  await one.isReturned()
  await one.resubmits(pictured(',请认真贯彻落实,'))
  await one.passes(5)
  await one.isReleased('website')
  await one.isReleased('wechat')
  const two = await new Hand(store, 'a2', now).creates(content('关于召开会议的通知', body('二')))
  await two.submits()
  await two.passes(1)
  await two.isReturned('时间有误')
  await two.startsAnew(content('关于召开会议的通知', body('二二')))
  await two.does('author', [{ type: 'stage-reminded', run: 2, stage: 'confidentiality-review', to: ['secrecy'] }])
  await two.passes(2)
  await two.corrects(content('关于召开会议的通知', body('二二,')), '一处标点')
  await two.isReturned('又有误')
  await two.resubmits(content('关于召开会议的通知', body('二二,,')))
  await two.asks('q3', 'leader', '是否再等等')
  await two.does('author', [{ type: 'stage-reminded', run: 2, stage: two.state.stage!, to: ['middle'] }])
  await two.isReleased('website')
  await two.does('second', [{ type: 'coauthor-added', person: 'spare' }])
  const three = await new Hand(store, 'a3', now).creates(content('尚在起草的通知', body('三')))
  await three.isRemarkedOn('second', 'author')
  await three.does('author', [{ type: 'comment-made', thread: 'whole', hash: three.state.hash, span: null, category: 'policy', assignee: null, mentions: [], exhibit: exhibitOf({ whole: 1 }).digest }], { exhibits: [exhibitOf({ whole: 1 })] })
  await three.saves({ ...content('尚在起草的通知', body('三三')), attachments: [attachment] }, 'second')
}

export async function checkpointOf(store: OpenStore): Promise<Checkpoint> {
  const { seq } = (await store.head())!
  const tree = new MerkleTree(sha256)
  for (const hash of await store.hashes(seq)) tree.add(hash)
  const [entry] = (await store.entries({ limit: 1 })).entries
  const { log } = JSON.parse(entry!.body) as { log: string }
  return { office: '台州市人民政府办公室', log, size: seq, root: tree.root(), signatures: [] }
}

let copies = 0
/** A copy of a closed office to which raw SQL was done as an administrator would: guards taken off, and put back afterwards. */
export function tampered(file: string, folder: string, act: (sqlite: Database.Database) => void): string {
  const path = join(folder, `copy-${++copies}.db`)
  copyFileSync(file, path)
  const sqlite = new Database(path)
  sqlite.pragma('foreign_keys = OFF')
  const guards = sqlite.prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all()
  for (const { name } of guards) sqlite.exec(`DROP TRIGGER "${name}"`)
  act(sqlite)
  for (const { sql } of guards) sqlite.exec(sql)
  sqlite.close()
  return path
}

export async function verified(file: string, checkpoint?: Checkpoint, room?: number): Promise<Report> {
  const options = { now: () => new Date().toISOString(), ...(checkpoint && { checkpoint }), ...(room !== undefined && { room }) }
  return (await verifyDatabase(file, options))!
}
