import Raw from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { emptyLexicon } from '#core/office/lexicon'
import { verified } from './whole.ts'
import { clock, folder, newOffice } from './build.ts'

test('an office of the first release opens, has an empty lexicon, and verifies', async () => {
  const place = folder()
  const now = clock()
  const { store } = await newOffice(place.file, now)
  const before = (await store.office())!
  store.close()
  const raw = new Raw(place.file)
  raw.exec('DROP TABLE entryFact; ALTER TABLE office DROP COLUMN checking; DROP TABLE lexicon; DROP TABLE proposal; DROP TABLE thread; DROP TABLE reply; DROP TABLE suggestion; DROP TABLE addressed; DROP TABLE remarksRead; DROP TABLE consultation; DROP TABLE notice; DROP TABLE noticeMark; DROP TABLE readMark; ALTER TABLE article DROP COLUMN reminded; PRAGMA user_version = 1')
  raw.close()
  const again = sqliteStore(openDatabase(place.file), { now })
  const office = (await again.office())!
  expect(office).toEqual(before)
  expect(office.lexicon).toEqual(emptyLexicon)
  again.close()
  expect(await verified(place.file)).toMatchObject({ whole: true, failures: [] })
  place.remove()
})
