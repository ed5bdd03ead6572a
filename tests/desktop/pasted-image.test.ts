import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readPastedImage } from '#electron/pasted-image'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64')
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])
const gif = Buffer.from('R0lGODlhAQABAAAAACw=', 'base64')
const bmp = Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])

/** A temporary folder as Word and WPS leave it, and a secret beside it. */
function temporary() {
  const home = mkdtempSync(join(tmpdir(), '粘贴 图片-'))
  const temp = join(home, 'Temp')
  const word = join(temp, 'msohtmlclip1', '01')
  mkdirSync(word, { recursive: true })
  const put = (path: string, bytes: Uint8Array = png) => {
    writeFileSync(path, bytes)
    return pathToFileURL(path).href
  }
  return { home, temp, word, put, read: (url: string) => readPastedImage(url, [temp]) }
}
const refusal = { refused: expect.stringMatching(/^粘贴.*。$/) }

describe('pictures that Word and WPS left for a paste', () => {
  test('are read, by what their bytes show, in both programs’ folders', () => {
    const { temp, word, put, read } = temporary()
    mkdirSync(join(temp, 'ksohtml8652'))
    expect([
      read(put(join(word, 'clip_image001.png'))),
      read(put(join(word, '图 二.png'), jpeg)),
      read(put(join(temp, 'ksohtml8652', 'wps1.gif'), gif)),
      read(put(join(temp, 'ksohtml8652', 'wps2.bmp'), bmp)),
    ]).toEqual([
      { name: 'clip_image001.png', mediaType: 'image/png', base64: png.toString('base64') },
      { name: '图 二.png', mediaType: 'image/jpeg', base64: jpeg.toString('base64') },
      { name: 'wps1.gif', mediaType: 'image/gif', base64: gif.toString('base64') },
      { name: 'wps2.bmp', mediaType: 'image/bmp', base64: bmp.toString('base64') },
    ])
  })
  test('of the folder that the system itself calls temporary are read too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'msohtmlclip'))
    writeFileSync(join(folder, 'a.png'), png)
    expect(readPastedImage(pathToFileURL(join(folder, 'a.png')).href)).toMatchObject({ mediaType: 'image/png' })
  })
  test('that Word has cleared away are said to be gone', () => {
    const { word, read } = temporary()
    expect(read(pathToFileURL(join(word, 'gone.png')).href)).toEqual({ refused: expect.stringContaining('重新复制') })
  })
})

describe('a page that asks for any other file', () => {
  test('gets a sentence: other folders, dots, links out, folders that only look alike, deeper folders of the name', () => {
    const { home, temp, word, put, read } = temporary()
    const secret = put(join(home, 'secret.png'))
    const inTemp = put(join(temp, 'other.png'))
    mkdirSync(join(temp, 'x', 'msohtmlclip1'), { recursive: true })
    mkdirSync(join(temp, 'not-msohtmlclip1'))
    mkdirSync(join(home, 'msohtmlclip1'))
    symlinkSync(join(home, 'secret.png'), join(word, 'link.png'))
    symlinkSync(home, join(temp, 'msohtmlclip2'))
    symlinkSync(join(temp, 'x'), join(word, 'sub'))
    put(join(temp, 'x', 'inner.png'))
    const base = pathToFileURL(word).href
    const asked = [
      secret,
      inTemp,
      put(join(temp, 'x', 'msohtmlclip1', 'deep.png')),
      put(join(temp, 'not-msohtmlclip1', 'a.png')),
      put(join(home, 'msohtmlclip1', 'a.png')),
      `${base}/../../../secret.png`,
      `${base}/%2e%2e/%2e%2e/%2e%2e/secret.png`,
      `${base}/..%2f..%2f..%2fsecret.png`,
      `${base}/link.png`,
      pathToFileURL(join(temp, 'msohtmlclip2', 'secret.png')).href,
      `${base}/sub/inner.png`,
      base,
      'file:///etc/passwd',
    ]
    expect(asked.map(read)).toEqual(asked.map(() => refusal))
  })
  test('is not told whether a file elsewhere exists', () => {
    const { home, put, read } = temporary()
    expect(read(put(join(home, 'there.png')))).toEqual(read(pathToFileURL(join(home, 'not-there.png')).href))
  })
  test('gets a sentence: other schemes, other computers, queries, NUL, nonsense', () => {
    const { word, put, read } = temporary()
    const good = put(join(word, 'a.png'))
    const asked = [
      good.replace('file:///', 'file://server/'),
      good.replace('file:', 'http:'),
      good.replace('file:', 'app:'),
      `${good}?x=1`,
      `${good}#x`,
      `${good}%00.png`,
      `${good}\0`,
      join(word, 'a.png'),
      '\\\\server\\share\\msohtmlclip1\\01\\a.png',
      'data:image/png;base64,AAAA',
      '',
    ]
    expect(asked.map(read)).toEqual(asked.map(() => refusal))
    expect(read(good)).toMatchObject({ name: 'a.png' })
  })
  test('gets a sentence: too large, no picture, a script with the name of a picture, a pipe', () => {
    const { word, put, read } = temporary()
    const large = put(join(word, 'large.png'))
    truncateSync(join(word, 'large.png'), 20 * 1024 * 1024 + 1)
    execFileSync('mkfifo', [join(word, 'pipe.png')])
    const asked = [
      large,
      put(join(word, 'a.png'), Buffer.from('<svg onload="alert(1)"/>')),
      put(join(word, 'a.emf'), Buffer.from([1, 0, 0, 0])),
      put(join(word, 'empty.png'), Buffer.alloc(0)),
      pathToFileURL(join(word, 'pipe.png')).href,
    ]
    expect(asked.map(read)).toEqual(asked.map(() => refusal))
  })
})
