import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { deskCommands, windowShortcuts } from '#core/desktop'
import { noticeKinds, type NoticeKind } from '#core/notices'
import { assetOf, blobAsset, blobDigest } from '#electron/assets'
import { dailyBackups, isDue, outdated } from '#electron/backup-schedule'
import { documentArgument, readChosen, safeFileName } from '#electron/files'
import { incidentNumber, openLogs, withoutContent } from '#electron/logs'
import { messageFault } from '#electron/message'
import { news } from '#electron/news'
import { onSomeDisplay, openState, withRecent } from '#electron/state'

const folder = (): string => mkdtempSync(join(tmpdir(), '桌面 部件-'))

describe('messages of the page', () => {
  test('plain data passes, at any depth a form can have', () => {
    expect(messageFault({ a: [1, 'x', null, undefined, true, { b: new Uint8Array(3) }] })).toBe(null)
  })
  test('keys that reach a prototype, cycles, class instances and functions are malformed', () => {
    const cyclic: { me?: unknown } = {}
    cyclic.me = cyclic
    const bad = [
      JSON.parse('{"__proto__":1}'),
      { constructor: 1 },
      { a: { prototype: 1 } },
      cyclic,
      new Date(),
      new Map(),
      () => 1,
      Symbol('x'),
      1n,
    ]
    expect(bad.map(messageFault)).toEqual(bad.map(() => 'malformed'))
  })
  test('size is bounded in bytes, parts and depth', () => {
    expect(messageFault('x'.repeat(33 * 1024 * 1024))).toBe('too-large')
    expect(messageFault(new Uint8Array(65 * 1024 * 1024))).toBe('too-large')
    expect(messageFault(Array(1_000_001).fill(0))).toBe('too-large')
    let deep: unknown = 1
    for (let i = 0; i < 300; i++) deep = [deep]
    expect(messageFault(deep)).toBe('malformed')
  })
})

describe('state of this PC', () => {
  test('survives a new start, whole or not at all', () => {
    const at = folder()
    const state = openState(at)
    expect(state.change({ recent: withRecent([], '/甲.docx', '2026-11-21T00:00:00Z') })).toBe(true)
    expect(openState(at).now.recent).toEqual([{ path: '/甲.docx', at: '2026-11-21T00:00:00Z' }])
    expect(readdirSync(at)).toEqual(['desktop.json'])
  })
  test('a part that makes no sense falls back alone; a broken file is put aside', () => {
    const at = folder()
    writeFileSync(
      join(at, 'desktop.json'),
      JSON.stringify({ window: { width: 'wide' }, recent: [{ path: 'a', at: 'b' }] }),
    )
    expect(openState(at).now).toMatchObject({ window: { width: 1280, height: 860 }, recent: [{ path: 'a', at: 'b' }] })
    writeFileSync(join(at, 'desktop.json'), 'half a fi')
    expect(openState(at).now.recent).toEqual([])
    expect(readFileSync(join(at, 'desktop.json.broken'), 'utf8')).toBe('half a fi')
  })
  test('a folder that cannot be written costs the memory, not the work', () => {
    const at = join(folder(), 'a file')
    writeFileSync(at, '')
    const state = openState(at)
    expect(state.change({ recent: [{ path: 'x', at: 'y' }] })).toBe(false)
    expect(state.now.recent).toHaveLength(1)
  })
  test('recent files: newest first, each once, twenty', () => {
    const many = Array.from({ length: 25 }, (_, i) => `/${i}.docx`).reduce(
      (r, p) => withRecent(r, p, 't'),
      openState(folder()).now.recent,
    )
    expect([
      many.length,
      many[0]!.path,
      withRecent(many, '/10.docx', 't')[0]!.path,
      withRecent(many, '/10.docx', 't').length,
    ]).toEqual([20, '/24.docx', '/10.docx', 20])
  })
  test('a window on a display that is gone comes back to one that is there', () => {
    const area = { x: 0, y: 0, width: 1920, height: 1040 }
    const kept = { x: 2500, y: 100, width: 1200, height: 800, maximized: false }
    expect(onSomeDisplay(kept, [area])).toEqual({ width: 1200, height: 800, maximized: false })
    expect(onSomeDisplay({ ...kept, x: 100 }, [area])).toEqual({
      x: 100,
      y: 100,
      width: 1200,
      height: 800,
      maximized: false,
    })
    expect(onSomeDisplay({ width: 5000, height: 5000, maximized: true }, [area])).toEqual({
      width: 1920,
      height: 1040,
      maximized: true,
    })
  })
})

describe('what a person is told', () => {
  const one = (id: string, kind: NoticeKind = 'arrived', sentence = '已到“初审”，等您办理') => ({
    id,
    kind,
    title: `稿件${id}`,
    sentence,
    route: `/${kind === 'returned' ? 'article' : 'review'}/a${id}`,
  })
  const look = (unread: ReturnType<typeof one>[], person = 'sunli') => ({ person, unread })
  const told = (...looks: Parameters<typeof news>[1][]) => {
    let seen: Parameters<typeof news>[0] = null
    return looks.map(now => {
      const { notices, next } = news(seen, now)
      seen = next
      return notices.map(n => [n.title, n.body, n.route])
    })
  }
  test('nothing at the first look, nor to another person, nor twice, nor when an older one comes into view again', () => {
    expect(told(look([one('1')]), look([one('1')]))).toEqual([[], []])
    expect(told(look([], 'sunli'), look([one('1')], 'wuna'))).toEqual([[], []])
    expect(told(look([one('1'), one('2')]), look([one('2')]), look([one('1'), one('2')]))).toEqual([[], [], []])
  })
  test('arrivals, returns and deadlines, oldest first, each where it is dealt with', () => {
    const due = one('due-soon:3', 'due-soon', '“初审”将于 2026-11-20 17:00 到期')
    expect(told(look([one('1')]), look([due, one('2', 'returned', '张敏在“初审”退回给您'), one('4'), one('1')]))[1]).toEqual([
      ['新到待办', '《稿件4》 已到“初审”，等您办理', '/review/a4'],
      ['稿件被退回', '《稿件2》 张敏在“初审”退回给您', '/article/a2'],
      ['待办即将到期', '《稿件due-soon:3》 “初审”将于 2026-11-20 17:00 到期', '/review/adue-soon:3'],
    ])
  })
  test('many at once are counted, and every kind has its heading', () => {
    expect(told(look([]), look(['4', '3', '2', '1'].map(id => one(id))))[1]).toEqual([
      ['4 条新通知', '《稿件1》、《稿件2》、《稿件3》', '/notices'],
    ])
    for (const kind of noticeKinds) expect(told(look([]), look([one('1', kind)]))[1]![0]![0]).toMatch(/^[\p{Script=Han}]{2,}$/u)
  })
})

describe('the log', () => {
  test('rotates, keeps five files, and its incident numbers can be read out', () => {
    const at = folder()
    const logs = openLogs(at)
    for (let i = 0; i < 7; i++) {
      writeFileSync(join(at, 'shenjiao.log'), 'x'.repeat(1024 * 1024 + 1))
      logs.write('info', 'e')
    }
    expect(readdirSync(at).toSorted()).toEqual([
      'shenjiao.1.log',
      'shenjiao.2.log',
      'shenjiao.3.log',
      'shenjiao.4.log',
      'shenjiao.log',
    ])
    expect(incidentNumber(new Date('2026-11-20T17:00:00Z'))).toMatch(/^SJ-20261121-[0-9A-F]{6}$/)
  })
  test('keeps the kind and the place of an error, and none of its text, nor the name of the person', () => {
    const at = folder()
    const logs = openLogs(at)
    const number = logs.incident('call', Object.assign(new RangeError('关于张某的处理决定'), { code: 'SQLITE_FULL' }))
    logs.write('info', 'x', { path: join(homedir(), 'a.txt'), n: 3 })
    const [first, second] = readFileSync(join(at, 'shenjiao.log'), 'utf8')
      .trim()
      .split('\n')
      .map(l => JSON.parse(l) as Record<string, string>)
    expect(first).toMatchObject({ number, error: 'RangeError', code: 'SQLITE_FULL', message: '[9 字，不记录]' })
    expect(first!['stack']).toContain('parts.test.ts')
    expect(first!['stack']).not.toContain('/')
    expect(second).toMatchObject({ path: '~/a.txt', n: 3 })
    expect(withoutContent({ long: 'a'.repeat(900) })['long']).toHaveLength(401)
  })
  test('诊断包 is a zip of the logs and of what was said about the program', () => {
    const at = folder()
    const logs = openLogs(at)
    logs.write('info', 'started')
    writeFileSync(join(at, '稿件.txt'), '正文')
    const files = unzipSync(logs.diagnostics({ version: '1' }))
    expect([Object.keys(files).toSorted(), strFromU8(files['about.json']!)]).toEqual([
      ['about.json', 'shenjiao.log'],
      '{\n  "version": "1"\n}',
    ])
  })
})

describe('daily backups', () => {
  const office = (write: (to: string) => Promise<string | null | void>) => {
    let state = { folder: folder() as string | null, lastAt: null as string | null, lastError: null as string | null }
    const failures: string[] = []
    let now = new Date('2026-11-21T02:00:00Z')
    const backups = dailyBackups({
      backup: async to => (await write(to)) ?? null,
      state: () => state,
      remember: s => (state = s),
      keep: () => 3,
      now: () => now,
      failed: zh => failures.push(zh),
    })
    return {
      backups,
      failures,
      state: () => state,
      at: (t: string) => (now = new Date(t)),
      files: () => readdirSync(state.folder!).toSorted(),
    }
  }
  test('one for each day of China, in place only when it is whole', async () => {
    const o = office(async to => writeFileSync(to, 'copy'))
    await o.backups.look()
    await o.backups.look()
    o.at('2026-11-21T15:59:00Z')
    await o.backups.look()
    expect(o.files()).toEqual(['审校台备份-20261121-100000.sjbackup'])
    o.at('2026-11-21T16:01:00Z')
    await o.backups.look()
    expect(o.files()).toEqual(['审校台备份-20261121-100000.sjbackup', '审校台备份-20261122-000100.sjbackup'])
    expect(isDue('2026-11-21T15:00:00Z', new Date('2026-11-21T16:00:00Z'))).toBe(true)
  })
  test('a failure leaves no half of a file, keeps the older ones, is said and is tried again', async () => {
    let full = true
    const o = office(async to => {
      writeFileSync(to, 'half')
      if (full) throw Object.assign(new Error('x'), { code: 'ENOSPC' })
    })
    await o.backups.look()
    expect([o.files(), o.failures, o.state().lastAt]).toEqual([
      [],
      ['自动备份没有成功：备份文件夹所在的磁盘已满，请清理或换一个文件夹。库里的数据没有受影响。'],
      null,
    ])
    full = false
    await o.backups.look()
    expect([o.files().length, o.state().lastError]).toEqual([1, null])
  })
  test('a damaged office is backed up, and what is wrong with it is said and stays to be read', async () => {
    const o = office(async to => {
      writeFileSync(to, 'copy')
      return '使用中的数据文件有损坏。'
    })
    await o.backups.look()
    expect([o.files().length, o.failures, o.state().lastError]).toEqual([1, ['使用中的数据文件有损坏。'], '使用中的数据文件有损坏。'])
    expect(o.state().lastAt).not.toBeNull()
  })
  test('a folder that is gone is said and never made anew: it may be a disk that is not plugged in', async () => {
    const o = office(async to => writeFileSync(to, 'copy'))
    rmSync(o.state().folder!, { recursive: true })
    await o.backups.look()
    expect([o.failures, existsSync(o.state().folder!)]).toEqual([
      ['自动备份没有成功：找不到备份文件夹（移动硬盘可能没有接上）。库里的数据没有受影响。'],
      false,
    ])
  })
  test('two at once are one', async () => {
    let runs = 0
    const o = office(async to => {
      runs++
      await new Promise(r => setTimeout(r, 20))
      writeFileSync(to, 'copy')
    })
    await Promise.all([o.backups.run(), o.backups.run()])
    expect(runs).toBe(1)
  })
  test('rotation keeps the newest and the last of each month, and never touches another file', () => {
    const name = (d: string) => `审校台备份-${d}-120000.sjbackup`
    const days = ['20260901', '20260930', '20261001', '20261015', '20261110', '20261119', '20261120', '20261121'].map(
      name,
    )
    expect(outdated([...days, '重要.sjbackup', '审校台备份-说明.txt'], 2)).toEqual(
      ['20261119', '20261110', '20261001', '20260901'].map(name),
    )
    expect(outdated(days, 30)).toEqual([])
  })
})

describe('files', () => {
  test('the document among the arguments of a start', () => {
    expect(documentArgument(['审校台.exe', '--flag', '公告.DOCX'], '/home/张')).toBe('/home/张/公告.DOCX')
    expect(documentArgument(['electron', '.', '/a/b.docx', '--x.docx'], '/')).toBe('/a/b.docx')
    expect(documentArgument(['x.docx', '--a', 'b.txt'], '/')).toBe(null)
  })
  test('what is chosen is read, or refused with a sentence', () => {
    const at = folder()
    writeFileSync(join(at, 'a.docx'), Buffer.from([0x50, 0x4b, 1]))
    writeFileSync(join(at, 'b.docx'), 'text')
    writeFileSync(join(at, 'c.exe'), 'x')
    expect(readChosen(join(at, 'a.docx'), 'document')).toEqual({
      ok: true,
      value: { name: 'a.docx', bytes: new Uint8Array([0x50, 0x4b, 1]) },
    })
    const zh = [
      readChosen(join(at, 'b.docx'), 'document'),
      readChosen(join(at, 'c.exe'), 'document'),
      readChosen(join(at, 'd.docx'), 'document'),
      readChosen(at, 'attachment'),
    ].map(r => (r.ok ? 'ok' : (r.refusal as { zh: string }).zh))
    expect(zh[0]).toMatch(/不是有效的/)
    expect(zh[1]).toMatch(/不是Word 文稿/)
    expect(zh[2]).toMatch(/找不到/)
    expect(zh[3]).toMatch(/打不开/)
  })
  test('names that every system takes', () => {
    expect(
      ['a/b\\c:d*?.pdf', 'CON.txt', '   ...', '关于《办法》的通知', 'x'.repeat(300)].map(n =>
        safeFileName(n).slice(0, 40),
      ),
    ).toEqual(['a_b_c_d__.pdf', '_CON.txt', '未命名', '关于《办法》的通知', 'x'.repeat(40)])
  })
})

describe('the page folder', () => {
  const root = folder()
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'index.html'), 'page')
  writeFileSync(join(root, 'assets', 'a.js'), '1')
  writeFileSync(join(root, 'secret.db'), 'x')
  const outside = join(folder(), 'outside.js')
  writeFileSync(outside, 'x')
  symlinkSync(outside, join(root, 'link.js'))
  test('serves its own files, gives index.html for screens, and nothing else', () => {
    const paths = [
      '/',
      '/articles/1',
      '/assets/a.js',
      '/secret.db',
      '/link.js',
      '/../x.js',
      '/%2e%2e/x.js',
      '/a%5c..%5cx.js',
      '/%00.js',
      '/%zz',
      '/assets/none.js',
    ]
    expect(paths.map(p => [p, assetOf(root, p).status])).toEqual([
      ['/', 200],
      ['/articles/1', 200],
      ['/assets/a.js', 200],
      ['/secret.db', 404],
      ['/link.js', 403],
      ['/../x.js', 400],
      ['/%2e%2e/x.js', 400],
      ['/a%5c..%5cx.js', 400],
      ['/%00.js', 400],
      ['/%zz', 400],
      ['/assets/none.js', 404],
    ])
    expect(existsSync(outside)).toBe(true)
  })
  test('attachments are addressed by digest alone, and only pictures are drawn', () => {
    expect([`/blob/${'a'.repeat(64)}`, '/blob/../x', `/blob/${'A'.repeat(64)}`].map(blobDigest)).toEqual([
      'a'.repeat(64),
      null,
      null,
    ])
    const type = (mediaType: string) => blobAsset({ bytes: new Uint8Array(), mediaType }).headers['content-type']
    expect(['image/png', 'image/svg+xml', 'text/html', 'text/javascript'].map(type)).toEqual([
      'image/png',
      ...Array<string>(3).fill('application/octet-stream'),
    ])
  })
})

test('no two shortcuts are the same', () => {
  const keys = [...deskCommands, ...windowShortcuts].map(c => c.keys).filter(k => k !== '')
  expect(new Set(keys).size).toBe(keys.length)
})
