import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { no } from '#core/result'
import { openDatabase } from '#db/open'
import { DiskFull } from '#db/refused'
import { sqliteStore } from '#db/store'
import { ok } from '#core/result'
import { content, Hand, newOffice, revisionOf, salt } from './build.ts'
import { verified } from './whole.ts'

const disk = mkdtempSync(join(tmpdir(), '小硬盘-'))
let mounted = false
beforeAll(() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk], { stdio: 'ignore' })
    mounted = true
  } catch {
    console.warn('没有挂载权限:磁盘写满的测试跳过。')
  }
})
afterAll(() => {
  if (mounted) execFileSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

test('a full disk refuses the command, keeps what was acknowledged, and work goes on once there is room', async context => {
  if (!mounted) return context.skip()
  const file = join(disk, 'office.db')
  const { store } = await newOffice(file)
  const ballast = join(disk, 'ballast')
  writeFileSync(ballast, Buffer.alloc(1_200_000))
  const acknowledged: string[] = []
  let refused = null
  for (let i = 0; i < 500 && !refused; i++) {
    const text = content(`第${i}号`, Array.from({ length: 40 }, (_, k) => `${i}-${k}-${Math.random()}`))
    const revision = revisionOf(text)
    const command = { id: `a${i}`, key: `full-${i}-00`, by: 'author', at: '2026-11-05T01:00:00.000Z', salt, revision }
    const event = { type: 'article-created', kind: 'notice', grade: 'ordinary', section: 'office', hash: revision.hash } as const
    const result = await store.change(command, () => ok({ events: [event] }))
    if (result.ok) acknowledged.push(command.id)
    else refused = result
  }
  expect(refused).toEqual(no({ code: 'disk-full' }))
  expect(acknowledged.length).toBeGreaterThan(3)
  for (const id of acknowledged) expect((await store.article(id))?.id).toBe(id)
  await expect(store.putFile({ digest: revisionOf(content('x', ['x'])).hash, mediaType: '', size: 0, name: '' }, Buffer.alloc(0))).rejects.toThrow()
  rmSync(ballast)
  const hand = await new Hand(store, 'later').creates(content('腾出空间后', ['正文']))
  expect(await store.article('later')).toEqual(hand.state)
  store.close()
  const report = await verified(file)
  expect([report.failures, report.articles]).toEqual([[], acknowledged.length + 1])
})

test('a disk that is full already is refused at the door', context => {
  if (!mounted) return context.skip()
  writeFileSync(join(disk, 'rest'), '')
  try {
    writeFileSync(join(disk, 'rest'), Buffer.alloc(4_000_000))
  } catch {
    // As full as it gets.
  }
  expect(() => sqliteStore(openDatabase(join(disk, 'another.db')), { now: () => '' })).toThrow(DiskFull)
})
