import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { defaultSettings, type Settings } from '#core/office/settings'
import { standardTemplate } from '#core/workflow/template'
import { apart, joined, type Piece } from '../../renderer/admin/apart.ts'
import { fieldsOf, settingsOf, type SettingsFields } from '../../renderer/admin/settings-fields.ts'
import { settingsPieces } from '../../renderer/admin/settings-pieces.ts'
import { templatePieces } from '../../renderer/admin/template-pieces.ts'

const settings = (change: Partial<Settings>): SettingsFields => fieldsOf({ ...defaultSettings, ...change })
const met = (theirs: Partial<Settings>, mine: Partial<Settings>) => apart<SettingsFields>(settingsPieces, { read: settings({}), theirs: settings(theirs), mine: settings(mine) })
const told = ({ rows }: ReturnType<typeof met>) => rows.map(({ piece, state, theirs, mine, typed }) => [piece.zh, state, theirs, typed ? mine : null])

describe('what two administrators save at once', () => {
  test('what only the other changed comes into the form, and what only this one typed stays', () => {
    const both = met({ leaseMinutes: 90 }, { remindHours: 3 })
    expect(settingsOf(both.whole, defaultSettings)).toEqual({ ...defaultSettings, leaseMinutes: 90, remindHours: 3 })
    expect(told(both)).toEqual([['认领有效时间', 'taken', '90 分钟', null]])
  })

  test('where both changed the same thing, what was typed stands until theirs is taken, and can be had again', () => {
    const both = met({ leaseMinutes: 90 }, { leaseMinutes: 60 })
    expect([both.whole.leaseMinutes, told(both)]).toEqual([60, [['认领有效时间', 'mine', '90 分钟', '60 分钟']]])
    const { piece } = both.rows[0]!
    const taken = piece.put(both.whole, settings({ leaseMinutes: 90 }))
    expect([taken.leaseMinutes, piece.put(taken, settings({ leaseMinutes: 60 })).leaseMinutes]).toEqual([90, 60])
  })

  test('in a list of words the additions and removals of both are done', () => {
    const [first, ...rest] = defaultSettings.cannedOpinions
    const both = met({ cannedOpinions: rest }, { cannedOpinions: [...defaultSettings.cannedOpinions, '请核对后发布。'] })
    expect(settingsOf(both.whole, defaultSettings).cannedOpinions).toEqual([...rest, '请核对后发布。'])
    expect(told(both)).toEqual([['常用意见', 'joined', `去掉“${first}”`, '增加“请核对后发布。”']])
  })

  test('the same change twice is no difference', () => {
    expect(told(met({ leaseMinutes: 90 }, { leaseMinutes: 90 }))).toEqual([])
  })

  test('every setting there is can be told apart: none is overwritten unseen because the form forgot it', () => {
    const others: Required<Settings> = {
      site: { name: '某某区', domain: 'www.example.gov.cn', idCode: '3701040012', columns: [{ name: '公告', description: '', keywords: '', type: '' }] },
      hours: [{ from: '08:00', to: '17:00' }],
      extraDaysOff: ['2026-11-25'],
      extraWorkdays: ['2026-11-28'],
      years: [{ year: 2027, source: '国办发明电〔2026〕7号', off: ['2027-01-01'], on: ['2027-01-10'] }],
      indexPattern: '{dept}-{serial:4}',
      indexFacts: { dept: '01' },
      leaseMinutes: 30,
      remindHours: 5,
      cannedOpinions: ['同意。'],
      returnCategories: ['其他'],
      withholdGrounds: ['政府信息公开条例第十六条'],
      names: ['云溪码头'],
    }
    for (const key of Object.keys(others) as (keyof Settings)[]) {
      const { whole } = met({ [key]: others[key] }, { leaseMinutes: key === 'leaseMinutes' ? defaultSettings.leaseMinutes : 45 })
      expect({ [key]: settingsOf(whole, defaultSettings)[key] }).toEqual({ [key]: others[key] })
    }
  })

  test('a road is told stage by stage while both have the same stages, else as one', () => {
    const hours = (n: number, at: number) => ({ ...standardTemplate, stages: standardTemplate.stages.map((stage, i) => (i === at ? { ...stage, hours: n } : stage)) })
    const all = { read: standardTemplate, theirs: hours(12, 1), mine: hours(16, 3) }
    const { whole, rows } = apart(templatePieces(all), all)
    expect([whole.stages[1]!.hours, whole.stages[3]!.hours, rows.map(row => row.piece.zh)]).toEqual([12, 16, ['环节“初审”']])
    const added = { ...standardTemplate.stages[0]!, id: 'added-1', kind: 'added' as const, name: '会签' }
    const longer = { ...all, theirs: { ...standardTemplate, stages: standardTemplate.stages.toSpliced(1, 0, added) } }
    expect(apart(templatePieces(longer), longer).rows.map(({ piece, state }) => [piece.zh, state])).toEqual([['流程的环节', 'mine']])
  })

  test('whatever both did to a list, nothing either added is lost and nothing either took out comes back', () => {
    const words = fc.uniqueArray(fc.constantFrom(...'甲乙丙丁戊己'))
    fc.assert(
      fc.property(words, words, words, (read, theirs, mine) => {
        const both = joined(read, theirs, mine)
        const wanted = [...'甲乙丙丁戊己'].filter(word => (read.includes(word) ? theirs.includes(word) && mine.includes(word) : theirs.includes(word) || mine.includes(word)))
        expect(both.toSorted()).toEqual(wanted.toSorted())
      }),
    )
  })

  test('whatever both did, the form holds of each thing what was typed, or else what the other saved', () => {
    type Form = { a: number; b: number; c: number }
    const pieces = (['a', 'b', 'c'] as const).map((key): Piece<Form> => ({ key, zh: key, of: one => one[key], put: (one, from) => ({ ...one, [key]: from[key] }), show: one => String(one[key]) }))
    const form = fc.record({ a: fc.nat(2), b: fc.nat(2), c: fc.nat(2) })
    fc.assert(
      fc.property(form, form, form, (read, theirs, mine) => {
        const { whole } = apart(pieces, { read, theirs, mine })
        for (const key of ['a', 'b', 'c'] as const) expect(whole[key]).toBe(mine[key] === read[key] ? theirs[key] : mine[key])
      }),
    )
  })
})
