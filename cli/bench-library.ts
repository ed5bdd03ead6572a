import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { tokens } from '#db/search'
import { databaseFile } from '#server/backups'
import { openHouse } from '#server/office'
import { cheap, key } from './bench-office.ts'
import { must } from './say.ts'
import { keep, measured, type Figures } from './bench-measure.ts'
import { contentOf, rareName } from './bench-text.ts'

/** A library as large as a district keeps in ten years. */
export const libraryRows = 100_000

const kinds = ['notice', 'news', 'policy', 'interpretation']
const phases = ['drafting', 'reviewing', 'returned', 'cleared', 'released', 'released', 'released', 'released']

/**
 * 稿件库 with 100,000 articles, asked through the door. The rows are copies of one article's row put in by SQL, which no person could:
 * enough for lists, which read rows only.
 */
export async function library(out: Figures): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-library-'))
  try {
    const first = openHouse({ data, cost: cheap })
    must(await first.foundDemo())
    must(await first.as('wangfang')('article.create', { key: key(), content: contentOf(1) }))
    await first.store.search('预热', 1)
    await first.close()
    fill(databaseFile(data))
    const house = openHouse({ data, cost: cheap })
    const before = process.memoryUsage.rss()
    const list = (filter: object) => async () => must(await house.as('xuhong')('article.list', { limit: 50, ...filter }))
    const from = performance.now()
    const { total } = await list({})()
    out['library_rows'] = total
    out['library_first_wall_ms'] = performance.now() - from
    const asked: [string, object][] = [
      ['page1', {}],
      ['page1000', { offset: 49_950 }],
      ['phase', { phase: ['released'] }],
      ['phases', { phase: ['reviewing', 'returned'] }],
      ['kindAndGrade', { kind: ['policy'], grade: ['ordinary'] }],
      ['author', { author: 'wangfang' }],
      ['title', { sort: 'title', descending: false }],
      ['due', { sort: 'due', descending: false }],
      ['days', { from: '2026-03-01', to: '2026-03-31' }],
      ['text', { text: rareName(77_777) }],
    ]
    for (const [name, filter] of asked) keep(out, `library_${name}`, await measured(20, list(filter)))
    out['library_memory_mb'] = Math.round((process.memoryUsage.rss() - before) / 1048576)
    await house.close()
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

function fill(file: string) {
  const sqlite = new Database(file)
  sqlite.pragma('synchronous = OFF')
  const row = sqlite.prepare<[], Record<string, unknown>>('SELECT * FROM article LIMIT 1').get()!
  const columns = Object.keys(row)
  const insert = sqlite.prepare(`INSERT INTO article (${columns.map(c => `"${c}"`).join(', ')}) VALUES (${columns.map(c => `@${c}`).join(', ')})`)
  const words = sqlite.prepare('INSERT INTO search (rowid, text, number, people) VALUES (?, ?, ?, ?)')
  sqlite.transaction(() => {
    for (let i = 1; i < libraryRows; i++) {
      const n = Number(row['n']) + i
      const at = new Date(Date.UTC(2016, 0, 1) + i * 3_300_000).toISOString()
      const title = `云溪区人民政府关于${rareName(i)}事项的通告`
      insert.run({ ...row, n, id: `${String(row['id']).slice(0, 12)}${i}`, title, kind: kinds[i % 4], phase: phases[i % 8], createdAt: at, updatedAt: at, since: at })
      words.run(n, tokens(`${title}\n`), '', '')
    }
  })()
  sqlite.close()
}
