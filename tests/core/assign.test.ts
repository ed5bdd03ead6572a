import { describe, expect, it } from 'vitest'
import { assign } from '#core/workflow/decide'
import { road } from './article-builder.ts'
import { around, eight, moment, officeOf } from './people.ts'

const onLeave = (id: string, from: string, to: string) => officeOf([...eight, ...around].map(person => (person.id === id ? { ...person, away: [{ from, to }] } : person)))

/** What the clerk is told who assigns the first stage to `person`. */
function assigned(office: ReturnType<typeof officeOf>, person: string) {
  const { article } = road(officeOf([...eight, ...around])).written().submitted()
  return assign(article!, office, office.people['clerk']!, { stage: 'confidentiality-review', person, reason: '按分工' }, moment())
}

describe('指定办理人', () => {
  it('sends the article to a person who may take the stage and is at work', () => {
    const decided = assigned(officeOf([...eight, ...around]), 'confidentiality-review')
    expect(decided).toEqual({ ok: true, value: { events: [{ type: 'stage-assigned', run: 1, stage: 'confidentiality-review', person: 'confidentiality-review', reason: '按分工' }] } })
  })

  it('says until when a person is away, on the first and on the last day of the leave', () => {
    const refused = (to: string) => ({ ok: false, refusal: { code: 'person-away', person: 'confidentiality-review', until: to } })
    expect(assigned(onLeave('confidentiality-review', '2026-11-16', '2026-11-20'), 'confidentiality-review')).toEqual(refused('2026-11-20'))
    expect(assigned(onLeave('confidentiality-review', '2026-11-10', '2026-11-16'), 'confidentiality-review')).toEqual(refused('2026-11-16'))
    expect(assigned(onLeave('confidentiality-review', '2026-11-17', '2026-11-20'), 'confidentiality-review').ok).toBe(true)
  })

  it('is refused for a person who may not hold the stage', () => {
    expect(assigned(officeOf([...eight, ...around]), 'author')).toMatchObject({ ok: false })
  })
})
