import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHouse } from '#server/office'
import type { Figures } from './bench-measure.ts'
import { cheap, key, verified } from './bench-office.ts'
import { contentOf, textOf } from './bench-text.ts'
import { must } from './say.ts'

const articles = 1000

/**
 * An office whose articles have ten versions each and were sent on: the bytes an article costs, everything included (texts, trail, tables,
 * indexes), and how fast such an office verifies.
 */
export async function versions(out: Figures): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-versions-'))
  try {
    const house = openHouse({ data, cost: cheap })
    must(await house.foundDemo())
    await house.store.search('预热', 1)
    const size = () => readdirSync(data).filter(f => f.startsWith('office.db')).reduce((sum, f) => sum + statSync(join(data, f)).size, 0)
    const before = size()
    const author = house.as('wangfang')
    for (let n = 0; n < articles; n++) {
      const made = must(await author('article.create', { key: key(), content: contentOf(n) }))
      let { hash } = made
      for (let v = 1; v < 10; v++) {
        const content = contentOf(n)
        content.body.content[v] = { type: 'paragraph', content: [{ type: 'text', text: `第${v}次修改后的段落，${textOf(v, 40).slice(0, 60)}` }] }
        content.title = `${content.title}（第${v}稿）`
        hash = must(await author('article.save', { key: key(), id: made.id, base: hash, content })).hash
      }
      must(await author('article.submit', { key: key(), id: made.id, saw: hash }))
    }
    house.settle()
    await house.close()
    const again = openHouse({ data, cost: cheap })
    out['bytes_per_article_10_versions'] = Math.round((size() - before) / articles)
    await verified(again, data, 'ten_versions', out)
    await again.close()
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
