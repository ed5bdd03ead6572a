import { describe, expect, test } from 'vitest'
import { changePerson, endDelegation, grantDelegation, saveSettings } from '#core/office/decide'
import type { Delegation } from '#core/office/events'
import { evolveOffice, type Office } from '#core/office/office'
import { defaultSettings, type Settings } from '#core/office/settings'
import type { OfficeDecision } from '#core/store'
import { around, at, eight, officeOf, person } from '#tests/core/people'

const office = officeOf([...eight, ...around, person('deputy', 'editor'), person('other', 'editor'), { ...person('gone', 'first-reviewer'), disabled: true }])
const who = (id: string) => office.people[id]!
const refusalOf = (decided: OfficeDecision) => (decided.ok ? null : decided.refusal)
function after(before: Office, decision: OfficeDecision): Office {
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.value.events.reduce((now, event) => evolveOffice(now, { by: 'clerk', at: at(5) }, event), before)
}

describe('代理', () => {
  const delegation = (change: Partial<Delegation> = {}): Delegation => ({
    id: 'd1', principal: 'first-review', deputy: 'deputy', from: '2026-11-16', to: '2026-11-20', roles: ['first-reviewer'], basis: '办公室便函', ...change,
  })
  const grant = (to: Office, change: Partial<Delegation> = {}) => grantDelegation(to, who('clerk'), delegation({ id: 'd2', ...change }))
  const granted = after(office, grantDelegation(office, who('clerk'), delegation()))
  const twice = { code: 'delegated-already', principal: 'first-review', deputy: 'deputy', role: 'first-reviewer', from: '2026-11-16', to: '2026-11-20' }

  test('is not granted a second time, nor for days of which one is the deputy’s already', () => {
    const days: [string, string][] = [['2026-11-16', '2026-11-20'], ['2026-11-20', '2026-11-27'], ['2026-11-10', '2026-11-16'], ['2026-11-17', '2026-11-18'], ['2026-11-01', '2026-11-30']]
    expect(days.map(([from, to]) => refusalOf(grant(granted, { from, to })))).toEqual(days.map(() => twice))
  })

  test('goes on from the day after, and before the day it began', () => {
    expect(grant(granted, { from: '2026-11-21', to: '2026-11-27' }).ok).toBe(true)
    expect(grant(granted, { from: '2026-11-10', to: '2026-11-15' }).ok).toBe(true)
  })

  test('may be another deputy’s on the same days, another person’s, another role’s, and anew once it was ended', () => {
    const two = officeOf([...eight.map(p => (p.id === 'first-review' ? { ...p, roles: [...p.roles, 'countersigner' as const] } : p)), ...around, person('deputy', 'editor')])
    const known = after(two, grantDelegation(two, who('clerk'), delegation()))
    expect(grant(granted, { deputy: 'other' }).ok).toBe(true)
    expect(grant(granted, { principal: 'second-review', roles: ['second-reviewer'] }).ok).toBe(true)
    expect(grant(known, { roles: ['countersigner'] }).ok).toBe(true)
    expect(refusalOf(grant(known, { roles: ['countersigner', 'first-reviewer'] }))).toEqual(twice)
    expect(grant(after(granted, endDelegation(granted, who('clerk'), 'd1', '2026-11-17', '已返岗'))).ok).toBe(true)
  })

  test('is neither for nor by somebody who has left', () => {
    expect(refusalOf(grant(office, { principal: 'gone' }))).toEqual({ code: 'person-disabled', person: 'gone' })
    expect(refusalOf(grant(office, { deputy: 'gone' }))).toEqual({ code: 'person-disabled', person: 'gone' })
  })
})

describe('人员', () => {
  const closed = evolveOffice(office, { by: 'admin', at: at(1) }, { type: 'section-added', section: { id: 'old', name: '旧科室', closed: true } })
  test('nobody is put into a section that was closed, and who is in one can still be changed', () => {
    const issues = [{ field: 'section', zh: '科室“旧科室”已经撤销，请另选科室' }]
    expect(refusalOf(changePerson(closed, who('admin'), { ...person('author', 'editor'), section: 'old' }))).toEqual({ code: 'invalid-input', issues })
    const inside = evolveOffice(closed, { by: 'admin', at: at(2) }, { type: 'person-changed', person: { ...person('author', 'editor'), section: 'old' } })
    expect(changePerson(inside, who('admin'), { ...person('author', 'editor'), section: 'old', title: '科员' }).ok).toBe(true)
  })
})

describe('设置', () => {
  const save = (change: Partial<Settings>) => saveSettings(office, who('admin'), { ...defaultSettings, ...change })
  const fields = (decided: OfficeDecision) => (decided.ok ? [] : decided.refusal.code === 'invalid-input' ? decided.refusal.issues.map(issue => issue.field) : [decided.refusal.code])

  test('no hours are kept by which the office would never open, or would be open twice at once', () => {
    const day = (...hours: [string, string][]) => fields(save({ hours: hours.map(([from, to]) => ({ from, to })) }))
    expect([day(['17:00', '09:00']), day(['09:00', '09:00']), day(['13:00', '17:00'], ['09:00', '12:00']), day(['09:00', '13:00'], ['12:00', '17:00'])]).toEqual(Array(4).fill(['hours']))
    expect([day(['09:00', '12:00'], ['12:00', '18:00']), day(['08:30', '16:30'])]).toEqual([[], []])
  })

  test('no index number is kept that every article would share', () => {
    expect(fields(save({ indexPattern: '{uscc18}/{yyyy}' }))).toEqual(['indexPattern'])
    expect(fields(save({ indexPattern: '{dept}-{serial:4}' }))).toEqual([])
    expect(fields(save({ extraDaysOff: ['2026-12-01', '2026-12-02'], extraWorkdays: ['2026-12-01'] }))).toEqual(['extraWorkdays'])
    expect(fields(save({ extraDaysOff: ['2026-12-02'], extraWorkdays: ['2026-12-01'] }))).toEqual([])
  })
  test('a year’s days off are of that year, each off or worked, entered once, and of no year the program has', () => {
    const year = { year: 2027, source: '国办发明电〔2026〕7号', off: ['2027-01-01'], on: ['2027-01-10'] }
    const years = (...given: (typeof year)[]) => fields(save({ years: given }))
    expect(years(year, { ...year, year: 2028, off: ['2028-01-01'], on: [] })).toEqual([])
    expect([years({ ...year, off: ['2026-12-31'] }), years({ ...year, on: ['2027-01-01'] }), years(year, year), years({ ...year, year: 2026, off: ['2026-01-01'], on: [] })]).toEqual(Array(4).fill(['years']))
  })
  test('a year that was entered before the program had it stays, and the settings can be saved', () => {
    const years = [{ year: 2026, source: '国办发明电〔2025〕7号', off: ['2026-01-01'], on: [] }]
    const entered = { ...office, settings: { ...defaultSettings, years } }
    expect(fields(saveSettings(entered, who('admin'), { ...defaultSettings, years, leaseMinutes: 45 }))).toEqual([])
  })
})
