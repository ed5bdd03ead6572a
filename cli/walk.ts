import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Command } from 'commander'
import { unzipSync } from 'fflate'
import type { Api } from '#core/api/client'
import type { Output } from '#core/api/contract'
import { emptyContent, type Content } from '#core/article/content'
import { channelZh } from '#core/article/facts'
import { plainText } from '#core/article/plain-text'
import { replaceWords } from '#core/article/replace'
import { shanghaiDay } from '#core/calendar/shanghai'
import { demoPassword, passNext } from '#server/demo/build'
import { demoOffice, demoPeople } from '#server/demo/people'
import { largestFile } from '#server/files'
import { openHouse, type House } from '#server/office'
import { must, refuseFolder, say, Stop } from './say.ts'

/** WeChat's title limit, so that a long official title gets a short one of its own. */
const wechatTitle = 32

async function walk(file: string, { out }: { out: string }) {
  const bytes = readable(file)
  if (existsSync(out) && readdirSync(out).length > 0) throw new Stop(`输出目录“${out}”不是空的，没有写入任何内容。请换一个空目录。`)
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-walk-'))
  const house = openHouse({ data })
  try {
    await wholeRoad(house, basename(file), bytes, out)
  } finally {
    await house.close()
    rmSync(data, { recursive: true, force: true })
  }
}

function readable(file: string): Buffer {
  if (!existsSync(file)) throw new Stop(`没有找到文件“${file}”。`)
  refuseFolder(file, '一个文件')
  const bytes = readFileSync(file)
  if (bytes.length > largestFile) throw new Stop(`文件“${file}”超过 20 MB，没有处理。`)
  return bytes
}

async function wholeRoad(house: House, name: string, bytes: Buffer, out: string) {
  must(await house.foundDemo())
  const author = house.as('wangfang')
  const acts = { as: house.as, key: () => crypto.randomUUID(), now: () => new Date().toISOString() }
  const imported = must(await author('file.import', { name, base64: bytes.toString('base64') }))
  report(name, imported)
  const made = await draft(author, imported, acts.key)
  await checkedByAuthor(author, made, acts.key)
  const { id } = made
  const now = must(await author('article.open', { id }))
  must(await author('article.submit', { key: acts.key(), id, saw: now.summary.hash }))
  say(`提交送审：《${now.content.title}》，内容哈希 ${now.summary.hash.slice(0, 16)}…`)
  for (let next: string | null = now.summary.hash; next; ) next = (await passNext(acts, id, say)).next
  mkdirSync(out, { recursive: true })
  await released(house, id, out)
  await verified(house, out)
}

function report(name: string, { title, dropped, notes }: Output<'file.import'>) {
  say(`导入 ${name}：标题“${title}”`)
  for (const { what, count } of dropped) say(`  未导入：${what} ${count} 处`)
  for (const note of notes) say(`  ${note}`)
}

/** The imported text with what the form asks for, as an editor would fill it in. */
async function draft(author: Api, imported: Output<'file.import'>, key: () => string): Promise<{ id: string; hash: string }> {
  const blank = emptyContent('notice', imported.hints.issuer || demoOffice.name)
  const words = plainText({ title: '', subtitle: '', body: imported.body }).text.replace(/\s+/g, '')
  const short = [...imported.title].slice(0, wechatTitle - 1).join('')
  const content: Content = {
    ...blank,
    title: imported.title,
    body: imported.body,
    publication: {
      ...blank.publication,
      documentNumber: imported.hints.documentNumber,
      formedOn: imported.hints.formedOn || shanghaiDay(new Date().toISOString()),
      topic: '综合政务\\政务公开',
      column: '通知公告',
      summary: [...words].slice(0, 90).join(''),
      editor: '王芳',
    },
    channels: {
      website: {},
      wechat: { title: [...imported.title].length > wechatTitle ? `${short}…` : imported.title, digest: '', author: '云溪发布', cover: '' },
    },
  }
  const { id, hash } = must(await author('article.create', { key: key(), content }))
  const { number } = must(await author('article.takeNumber', { key: key(), id }))
  const numbered = { ...content, publication: { ...content.publication, indexNumber: number } }
  const saved = must(await author('article.save', { key: key(), id, base: hash, content: numbered }))
  say(`建稿：${[...words].length} 字，索引号 ${number}`)
  return { id, hash: saved.hash }
}

/** Before submitting, the author lets the machine check the text and applies every fix that is certain. */
async function checkedByAuthor(author: Api, { id, hash }: { id: string; hash: string }, key: () => string) {
  const { findings } = must(await author('check.run', { id, hash }))
  const certain = findings.filter(f => f.source === 'proofread' && f.level === 'error' && f.suggestions.length > 0 && f.confidence >= 1)
  const { content } = must(await author('article.open', { id }))
  const fixed = replaceWords(content, certain.map(f => ({ start: f.start, end: f.end, text: f.suggestions[0]! })))
  say(`机检：${findings.length} 处提示，作者采用确定的修改 ${fixed.done} 处`)
  if (fixed.done) must(await author('article.save', { key: key(), id, base: hash, content: fixed.content }))
}

async function released(house: House, id: string, out: string) {
  const publisher = house.as('heping')
  const { summary } = must(await publisher('article.open', { id }))
  for (const channel of ['website', 'wechat'] as const) {
    const sent = must(await publisher('release.export', { key: crypto.randomUUID(), id, channel, saw: summary.hash }))
    const folder = join(out, channel)
    const files = unzipSync(Buffer.from(sent.base64, 'base64'))
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    writeFileSync(join(out, `${channel}.zip`), Buffer.from(sent.base64, 'base64'))
    say(`发布包（${channelZh[channel]}）：${Object.keys(files).length} 个文件 → ${folder}`)
  }
}

async function verified(house: House, out: string) {
  const report = await house.verify()
  const checkpoint = must(await house.as('auditor')('audit.checkpoint', { key: crypto.randomUUID() }))
  writeFileSync(join(out, '检查点.txt'), checkpoint.text)
  say(report.integrity.sentence)
  if (!report.whole) throw new Stop('审计记录校验未通过。', 1)
  say(`演示人员：${demoPeople.length} 人；数据仅用于本次演示，已清除。密码 ${demoPassword}`)
}

/** walk: one file through the whole road as the demo people, without a screen. */
export function registerWalk(program: Command) {
  program
    .command('walk')
    .argument('<文件>', '.docx 或 .txt')
    .requiredOption('--out <目录>', '空的输出目录')
    .description('把一个文件按三审三校全程走一遍，输出网站和微信发布包')
    .action(walk)
}
