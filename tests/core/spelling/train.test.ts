import { Command } from 'commander'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { logOdds } from '#core/proofread/spelling/judge'
import { generator } from '#core/proofread/spelling/train-context'
import { trainJudge } from '#core/proofread/spelling/train-judge'
import { editLessons, moveLessons } from '#core/proofread/spelling/train'
import { inject } from '../../../cli/inject-errors.ts'
import { registerTrainSpelling } from '../../../cli/train-spelling.ts'
import { sentences, smallModel } from './small-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'spelling-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a judge', () => {
  it('learns what no single question answers: exactly one of two features above zero', () => {
    const random = generator(1)
    const lessons = Array.from({ length: 2000 }, () => {
      const features = Float64Array.of(random() - 0.5, random() - 0.5, random())
      return { features, right: features[0]! > 0 !== features[1]! > 0 }
    })
    const judge = trainJudge(lessons, { trees: 40, depth: 4, rate: 0.2, restraint: 1, share: 0.8, seed: 2 })
    const fresh = Array.from({ length: 500 }, () => Float64Array.of(random() - 0.5, random() - 0.5, random()))
    const right = fresh.filter((f) => logOdds(judge, f) > 0 === (f[0]! > 0 !== f[1]! > 0)).length
    expect(right).toBeGreaterThan(470)
  })
})

describe('lessons', () => {
  const model = smallModel()

  it('call the one right edit right and every other wrong', () => {
    const written = '县级以上地方人民政府应当加强攻务公开工作。'
    const right = written.replace('攻', '政')
    const lessons = editLessons(model, [[written, right]])
    expect([lessons.filter((lesson) => lesson.right).length, lessons.length > 1]).toEqual([1, true])
    expect(editLessons(model, [[right, right]]).some((lesson) => lesson.right)).toBe(false)
    expect(editLessons(model, [[`${written}多`, right]])).toEqual([])
  })

  it('hold slips made on purpose and are the same for the same seed', () => {
    const lessons = moveLessons(model, sentences.slice(0, 20), 3)
    expect(lessons.filter((lesson) => lesson.right).length).toBeGreaterThan(20)
    expect(moveLessons(model, sentences.slice(0, 20), 3)).toEqual(lessons)
  })

  it('and injected errors stand where they say', () => {
    for (const kind of ['substitution', 'swapped', 'doubled', 'missing'] as const) {
      const made = inject(model, sentences, kind, 9)
      expect(made.length).toBeGreaterThan(kind === 'substitution' ? 0 : 100)
      for (const { text, start, end, right } of made) {
        expect(sentences).toContain(text.slice(0, start) + right + text.slice(end))
      }
    }
  })
})

describe('train-spelling', () => {
  const run = async (...args: string[]): Promise<string> => {
    const program = new Command().exitOverride()
    registerTrainSpelling(program)
    return program.parseAsync(['train-spelling', ...args], { from: 'user' }).then(() => 'written', (error: Error) => error.message)
  }

  it('says what is wrong with the texts and writes nothing', async () => {
    writeFileSync(join(folder, 'few.txt'), '乡镇人民政府依法开展工作。\n'.repeat(20))
    const out = ['--out', join(folder, 'out.bin')]
    expect([
      await run('--corpus', join(folder, 'none.txt'), ...out), await run('--corpus', join(folder, 'few.txt'), ...out),
      await run('--corpus', join(folder, 'few.txt'), '--share', '3', ...out),
    ]).toEqual([expect.stringContaining('路径不存在'), expect.stringContaining('少于 50 句'), expect.stringContaining('0 到 0.9')])
    expect(readdirSync(folder)).toEqual(['few.txt'])
  })
})
