import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { folder, newOffice } from '../store/build.ts'
import { verified } from '../store/whole.ts'

/** A release runs `KILLS=200`; every change runs a few. */
const kills = Number(process.env.KILLS ?? 6)

/** Starts a writer, kills it with SIGKILL at a random moment after its first acknowledgement, and returns what it acknowledged. */
function writeUntilKilled(file: string, round: number): Promise<{ seq: number; hash: string }[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), file, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let armed = false
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (armed) return
    armed = true
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 150)
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself (${code})`))
      const lines = said.split('\n').slice(0, -1)
      resolve(lines.map(line => ({ seq: Number(line.split(' ')[0]), hash: line.split(' ')[1]! })))
    })
  })
}

test(`killed ${kills} times while writing, it loses no acknowledged command and keeps no half of one`, { timeout: 60_000 + kills * 10_000 }, async () => {
  const place = folder()
  const { store } = await newOffice(place.file)
  store.close()
  let acknowledged = 0
  for (let round = 0; round < kills; round++) {
    const acks = await writeUntilKilled(place.file, round)
    acknowledged += acks.length
    const reopened = sqliteStore(openDatabase(place.file), { now: () => new Date().toISOString() })
    for (const { seq, hash } of acks) expect((await reopened.entry(seq))?.hash).toBe(hash)
    const found = await reopened.search('通知', 1)
    expect(found).toHaveLength(1)
    reopened.close()
    if (round % 10 === 9 || round === kills - 1) expect((await verified(place.file)).failures).toEqual([])
  }
  expect(acknowledged).toBeGreaterThan(kills)
  place.remove()
})
