import { readFileSync, statSync } from 'node:fs'
import { basename, extname, isAbsolute, resolve } from 'node:path'
import { type FileKind, fileKinds, type PickedFile } from '#core/desktop'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'

/** The .docx a start of the program was given, as a full path; the last one, if there are several. Switches and the program's own path are passed over. */
export function documentArgument(argv: readonly string[], cwd: string): string | null {
  const named = argv
    .slice(1)
    .filter(a => !a.startsWith('-') && extname(a).toLowerCase() === '.docx')
    .at(-1)
  if (named === undefined) return null
  return isAbsolute(named) ? named : resolve(cwd, named)
}

/** Reads a file a person chose. A wrong kind, a file too large or one that cannot be read is refused with a sentence. */
export function readChosen(path: string, kind: FileKind): Result<PickedFile, Refusal> {
  const { zh, extensions, limitMB } = fileKinds[kind]
  const name = basename(path)
  const extension = extname(path).slice(1).toLowerCase()
  const fits = (extensions as readonly string[]).some(e => e === '*' || e === extension)
  if (!fits) return no({ code: 'file-refused', zh: `“${name}”不是${zh}(${extensions.join('、')})。` })
  try {
    if (statSync(path).size > limitMB * 1024 * 1024)
      return no({ code: 'file-refused', zh: `“${name}”超过 ${limitMB} MB，没有打开。` })
    const bytes = new Uint8Array(readFileSync(path))
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
    if (kind === 'document' && !isZip)
      return no({ code: 'file-refused', zh: `“${name}”不是有效的 .docx 文件，可能已损坏或加了密。` })
    return ok({ name, bytes })
  } catch (why) {
    const missing = (why as { code?: string }).code === 'ENOENT'
    const zh = missing ? `找不到“${name}”，可能已移动或删除。` : `“${name}”打不开，请确认有权限且没有被其他程序占用。`
    return no({ code: 'file-refused', zh })
  }
}

/** A name that every file system takes: without the characters Windows forbids, at most 120 characters, never empty. */
export function safeFileName(name: string): string {
  const clean = [...name]
    .map(c => (c < ' ' || '\\/:*?"<>|'.includes(c) ? '_' : c))
    .join('')
    .replace(/[. ]+$/, '')
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean)
  return (reserved ? `_${clean}` : clean).slice(0, 120) || '未命名'
}
