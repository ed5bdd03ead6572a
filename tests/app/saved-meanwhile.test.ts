import { describe, expect, test } from 'vitest'
import type { Input } from '#core/api/contract'
import { refusalZh } from '#core/refusals.zh'
import { key, office, value } from '#tests/office'

type House = Awaited<ReturnType<typeof office>>
type Saves = 'settings.save' | 'people.change' | 'section.change' | 'template.save' | 'template.activate' | 'rules.set' | 'lexicon.change' | 'lexicon.setRegion'
type Given<N extends Saves> = Omit<Input<N>, 'key' | 'saw'>
type Saw<N extends Saves> = NonNullable<Input<N>['saw']>
/** A thing of the office: read, and saved in one of two ways on what was read. */
type Case<N extends Saves> = { call: N; what: string; read(house: House): Promise<Saw<N>>; one(saw: Saw<N>): Given<N>; other(saw: Saw<N>): Given<N> }

const templates = async (house: House) => value(await house.as('admin')('template.list', {}))
const standard = async (house: House) => (await templates(house)).templates.find(one => one.id === 'standard')!

const settings: Case<'settings.save'> = {
  call: 'settings.save',
  what: '设置',
  read: async house => value(await house.as('admin')('settings.get', {})).settings,
  one: saw => ({ settings: { ...saw, leaseMinutes: 90 } }),
  other: saw => ({ settings: { ...saw, remindHours: 3 } }),
}
const person: Case<'people.change'> = {
  call: 'people.change',
  what: '王芳的资料',
  read: async house => {
    const { mustChange: _, hasPassword: __, ...record } = value(await house.as('admin')('people.list', {})).people.find(one => one.id === 'wangfang')!
    return record
  },
  one: saw => ({ person: { ...saw, title: '主任科员' } }),
  other: saw => ({ person: { ...saw, away: [{ from: '2026-12-01', to: '2026-12-05' }] } }),
}
const section: Case<'section.change'> = {
  call: 'section.change',
  what: '科室“政务公开科”',
  read: async house => value(await house.as('admin')('people.list', {})).sections.find(one => one.id === 'disclosure')!,
  one: saw => ({ section: { ...saw, name: '政务公开办公室' } }),
  other: saw => ({ section: { ...saw, name: '政务公开与信息科' } }),
}
const active: Case<'template.activate'> = {
  call: 'template.activate',
  what: '流程列表',
  read: async house => (await templates(house)).active,
  one: () => ({ active: ['standard', 'small-office'] }),
  other: () => ({ active: ['small-office'] }),
}
const rules: Case<'rules.set'> = {
  call: 'rules.set',
  what: '校对规则',
  read: async house => value(await house.as('admin')('rules.list', {})).rules,
  one: saw => ({ rules: { ...saw, setting: 'strict' } }),
  other: saw => ({ rules: { ...saw, setting: 'sensitive' } }),
}
const region: Case<'lexicon.setRegion'> = {
  call: 'lexicon.setRegion',
  what: '“本单位”',
  read: async house => {
    const lexicon = value(await house.as('admin')('lexicon.get', {}))
    return { region: lexicon.region, organisation: lexicon.organisation }
  },
  one: saw => ({ ...saw, region: { ...saw.region, county: '云溪县' } }),
  other: saw => ({ ...saw, organisation: { name: '云溪区民政局', short: [], former: [] } }),
}
const leader = { name: '王建国', title: '区长', aliases: [] }
const entry: Case<'lexicon.change'> = {
  call: 'lexicon.change',
  what: '“领导人”中的“王建国 区长”',
  read: async house => value(await house.as('admin')('lexicon.get', {})).lists.leaders.filter(one => typeof one === 'object' && 'title' in one && one.name === leader.name),
  one: () => ({ list: 'leaders', add: [{ ...leader, order: 3 }], remove: [] }),
  other: () => ({ list: 'leaders', add: [{ ...leader, aliases: ['区委副书记、区长'] }], remove: [] }),
}

const headOf = async (house: House): Promise<number> => value(await house.as('auditor')('audit.head', {})).seq

/** Two people read; one saves; what the other typed is refused, and goes in on a second reading. */
async function holds<N extends Saves>(house: House, { call, what, read, one, other }: Case<N>) {
  const first = house.as('admin') as (name: N, input: unknown) => Promise<{ ok: boolean; refusal?: unknown }>
  const second = house.as('safety') as typeof first
  const saw = await read(house)
  expect(await first(call, { key: key(), ...one(saw), saw })).toMatchObject({ ok: true })
  const kept = await read(house)
  const seq = await headOf(house)
  const refused = await second(call, { key: key(), ...other(saw), saw })
  expect(refused).toEqual({ ok: false, refusal: { code: 'saved-meanwhile', what, by: 'admin', at: expect.stringMatching(/^20.*Z$/) as string } })
  expect([await read(house), await headOf(house)]).toEqual([kept, seq])
  expect(await second(call, { key: key(), ...other(kept), saw: kept })).toMatchObject({ ok: true })
}

describe('an administrator does not save over what another saved unseen', () => {
  const cases = [settings, person, section, active, rules, region, entry] as unknown as Case<Saves>[]
  test.each(cases.map(one => [one.call, one] as const))('%s', async (_, one) => {
    const house = await office()
    await holds(house, one)
  })

  test('template.save', async () => {
    const house = await office()
    const { version, ...template } = await standard(house)
    const save = (who: string, name: string, saw: number) => house.as(who)('template.save', { key: key(), template: { ...template, name }, saw })
    expect(await save('admin', '三审三校（新）', version)).toMatchObject({ ok: true })
    expect(await save('safety', '三审三校（另）', version)).toMatchObject({ refusal: { code: 'saved-meanwhile', what: '流程“三审三校（另）”', by: 'admin' } })
    expect(await standard(house)).toMatchObject({ name: '三审三校（新）', version: version + 1 })
    expect(await save('safety', '三审三校（另）', version + 1)).toMatchObject({ ok: true })
  })

  test('what the other saved is not in the way when it is the same, or about somebody else', async () => {
    const house = await office()
    const saw = await settings.read(house)
    value(await house.as('admin')('settings.save', { key: key(), ...settings.one(saw), saw }))
    expect(await house.as('safety')('settings.save', { key: key(), ...settings.one(saw), saw })).toMatchObject({ refusal: { code: 'nothing-changed' } })
    const wangfang = await person.read(house)
    value(await house.as('admin')('section.change', { key: key(), ...section.one(await section.read(house)) }))
    value(await house.as('admin')('lexicon.change', { key: key(), list: 'leaders', add: [leader], remove: [], saw: [] }))
    expect(await house.as('safety')('people.change', { key: key(), ...person.other(wangfang), saw: wangfang })).toMatchObject({ ok: true })
    expect(await house.as('safety')('lexicon.change', { key: key(), list: 'leaders', add: [{ ...leader, name: '李志强' }], remove: [], saw: [] })).toMatchObject({ ok: true })
  })

  test('an entry that another took out or put in is not changed unseen either', async () => {
    const house = await office()
    const change = (who: string, add: (typeof leader & { order?: number })[], remove: string[], saw: (typeof leader)[]) => house.as(who)('lexicon.change', { key: key(), list: 'leaders', add, remove, saw })
    value(await change('admin', [leader], [], []))
    expect(await change('safety', [{ ...leader, order: 2 }], [], [])).toMatchObject({ refusal: { code: 'saved-meanwhile', by: 'admin' } })
    value(await change('admin', [], ['王建国 区长'], [leader]))
    expect(await change('safety', [{ ...leader, order: 2 }], [], [leader])).toMatchObject({ refusal: { code: 'saved-meanwhile', by: 'admin' } })
    expect(await change('safety', [{ ...leader, title: '县长' }], ['王建国 区长'], [leader])).toMatchObject({ refusal: { code: 'saved-meanwhile', by: 'admin' } })
  })

  test('a proposed word that another has settled is said to be settled, and by whom', async () => {
    const house = await office()
    const { id } = value(await house.as('wangfang')('word.propose', { key: key(), word: '云溪码头', article: '', rule: '', reason: '' }))
    value(await house.as('admin')('word.settle', { key: key(), id, outcome: 'names', reason: '' }))
    expect(await house.as('safety')('word.settle', { key: key(), id, outcome: 'rejected', reason: '不是专名' })).toEqual({ ok: false, refusal: { code: 'remark-settled', by: 'admin' } })
  })

  test('the sentence says who saved meanwhile, and that nothing typed is lost', () => {
    const names = { person: () => '张敏', stage: () => '' }
    expect(refusalZh({ code: 'saved-meanwhile', what: '设置', by: 'zhang', at: '2026-11-22T01:05:00.000Z' }, names)).toBe(
      '您打开设置之后，张敏已于 2026-11-22 09:05 保存了新的内容；您的改动没有保存，也没有覆盖它，填写的仍在本页。请对照后再保存。',
    )
  })
})
