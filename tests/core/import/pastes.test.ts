import { expect, test } from 'vitest'
import { Body } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { htmlToBody } from '#core/import/html'
import { pastes } from '#tests/fixtures/paste/table'

test('the table holds a hundred pastes, each of its own name', () => {
  expect(pastes.length).toBeGreaterThanOrEqual(100)
  expect(new Set(pastes.map(paste => paste.name)).size).toBe(pastes.length)
})

/** Whether the words stand in the text one after another. */
function missingWords(text: string, words: readonly string[]): string[] {
  let at = 0
  return words.filter(word => {
    const found = text.indexOf(word, at)
    if (found >= 0) at = found + word.length
    return found < 0
  })
}

test.each(pastes)('$name: valid, without anything that runs, and what stayed behind is said', ({ html, keeps, loses = [], says = [], nodes = [] }) => {
  const { body, report } = htmlToBody(html)
  expect(Body.safeParse(body).error).toBeUndefined()
  const json = JSON.stringify(body)
  expect(json.match(/"href":"(?!https?:\/\/|mailto:)[^"]*/g)).toBeNull()
  const { text } = plainText({ title: '', subtitle: '', body })
  const said = [...report.dropped.map(one => one.what), ...report.notes].join('\n')
  expect({ missing: missingWords(text, keeps), left: loses.filter(words => json.includes(words)), unsaid: says.filter(what => !said.includes(what)), absent: nodes.filter(type => !json.includes(`"type":"${type}"`)) }).toEqual({ missing: [], left: [], unsaid: [], absent: [] })
})
