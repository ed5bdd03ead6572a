import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { proofread } from '#core/proofread/index'

type Labelled = {
  errors: { id: string; file: string; offset: number; end: number; tier: string; confidence: number; offsets?: number[] }[]
  traps: { file: string; offset: number; end: number; text: string }[]
}

const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url))
const labels = `${shared}eval-dev/labelled.json`
const missing = existsSync(labels) && existsSync(`${shared}samples`) ? null : '两份有标注的工作方案不在旁边的 shared 文件夹里，跳过本项评测'
if (missing) console.log(missing)

it.skipIf(missing !== null)('finds nine in ten of the labelled defects of two real plans and steps into no trap', () => {
  const { errors, traps } = JSON.parse(readFileSync(labels, 'utf8')) as Labelled
  const texts = new Map([...new Set(errors.map(e => e.file))].map(file => [file, readFileSync(`${shared}samples/${file}`, 'utf8')]))
  const findings = new Map([...texts].map(([file, text]) => [file, proofread(text, { level: 'standard', today: '2026-11-21' })]))
  const touching = (file: string, start: number, end: number) => findings.get(file)!.filter(f => f.start < end && f.end > start)
  const places = (e: Labelled['errors'][number]) => (e.offsets ?? [e.offset]).map(at => [at, at + e.end - e.offset] as const)
  const isFound = (e: Labelled['errors'][number]) => places(e).filter(([a, b]) => touching(e.file, a, b).length > 0).length >= places(e).length * 0.9

  const mustFind = errors.filter(e => e.confidence >= 0.8 && 'RLC'.includes(e.tier))
  const lost = mustFind.filter(e => !isFound(e)).map(e => e.id)
  const trapped = traps.filter(t => touching(t.file, t.offset, t.end).some(f => f.level !== 'info' && f.family !== 'width')).map(t => t.text)
  const labelled = (file: string, start: number, end: number) => errors.some(e => e.file === file && places(e).some(([a, b]) => start < b && end > a))
  const all = [...findings].flatMap(([file, found]) => found.map(f => ({ file, ...f })))
  const elsewhere = all.filter(f => !labelled(f.file, f.start, f.end))

  console.log(`必检 ${mustFind.length - lost.length}/${mustFind.length}，标注之外 ${elsewhere.length}/${all.length}`)
  expect(lost.length).toBeLessThanOrEqual(mustFind.length * 0.1)
  expect(trapped).toEqual([])
  expect(elsewhere.length).toBeLessThanOrEqual(all.length * 0.05)
})
