import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { content, folder, Hand, newOffice } from '../store/build.ts'
import { verified } from '../store/whole.ts'

function strace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('没有 strace:磁盘同步失败的测试跳过。')
    return false
  }
}

test.runIf(strace()).each(['8', '8+1'])('fsync failing (call %s): what was answered is true, nothing is half done', async when => {
  const place = folder()
  const { store } = await newOffice(place.file)
  await new Hand(store, 'a1').creates(content('一', ['正文']))
  store.close()
  const inject = ['-f', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', `inject=fsync,fdatasync:error=EIO:when=${when}`]
  const run = spawnSync('strace', [...inject, process.execPath, join(import.meta.dirname, 'fsync-writer.ts'), place.file], { encoding: 'utf8', cwd: join(import.meta.dirname, '../..') })
  const said = new Map(run.stdout.split('\n').slice(0, -1).map(line => line.split(' ') as [string, string])) // prettier-ignore
  expect(said.size, run.stderr).toBe(12)
  expect([...said.values()].some(word => word !== 'done')).toBe(true)
  const reopened = sqliteStore(openDatabase(place.file), { now: () => '' })
  const kept = new Set((await reopened.entriesOf('a1')).map(({ body }) => (JSON.parse(body) as { cmd: string }).cmd))
  reopened.close()
  for (const [key, word] of said) if (word === 'done' || word === 'found') expect(kept.has(key), `${key} ${word}`).toBe(true)
  expect((await verified(place.file)).failures).toEqual([])
  place.remove()
})
