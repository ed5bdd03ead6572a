import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PastedImage } from '#core/desktop'
import { mediaTypeOf } from '#server/import/file-type'

const LIMIT_MB = 20
/** Folders that Word (`msohtmlclip1`) and WPS (`ksohtml…`) make for the pictures of what was copied, directly in the temporary folder. */
const CLIPBOARD_FOLDER = /^(msohtmlclip|ksohtml)[\w-]*$/i
const DRAWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/bmp'])

const refused = (zh: string): PastedImage => ({ refused: zh })
const ELSEWHERE = '粘贴内容里的图片不在 Word 或 WPS 的剪贴板文件夹里，没有读取。请把图片另存后用“插入图片”。'
const GONE = '粘贴内容里的图片已被 Word 或 WPS 清理，读不到了。请回到原文重新复制，或把图片另存后用“插入图片”。'

/**
 * The picture that Word or WPS left in the temporary folder for what was copied: text pasted from them names it by a `file:` address, which no page may
 * open. Read is only a regular file whose *real* path lies in such a folder of `temporary`, at most 20 MB, whose own bytes show a picture; the
 * address comes from a page and is believed in nothing. Anything else is refused with a sentence.
 */
export function readPastedImage(url: string, temporary: readonly string[] = temporaryFolders()): PastedImage {
  const path = localPath(url)
  if (path === null) return refused(ELSEWHERE)
  let real: string
  try {
    real = realpathSync.native(path)
  } catch {
    // whether a file of another folder exists is nobody's business
    return refused(temporary.some(folder => isClipboardFile(folder, path)) ? GONE : ELSEWHERE)
  }
  if (!temporary.some(folder => isClipboardFile(realFolder(folder), real))) return refused(ELSEWHERE)
  return read(real)
}

/** Word and WPS on Windows ask the system for its temporary folder; a program started from elsewhere may have been given another. */
function temporaryFolders(): string[] {
  const local = process.env['LOCALAPPDATA']
  return process.platform === 'win32' && local ? [tmpdir(), join(local, 'Temp')] : [tmpdir()]
}

/** The path behind a `file:` address of this very PC; null for anything else. */
function localPath(url: string): string | null {
  if (url.includes('\0') || !URL.canParse(url)) return null
  const parsed = new URL(url)
  if (parsed.protocol !== 'file:' || parsed.host !== '' || parsed.search !== '' || parsed.hash !== '') return null
  try {
    const path = fileURLToPath(parsed)
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    return folder
  }
}

function isClipboardFile(folder: string, path: string): boolean {
  const [first, ...rest] = relative(folder, path).split(sep)
  return first !== undefined && CLIPBOARD_FOLDER.test(first) && rest.length > 0 && !rest.includes('..')
}

function read(path: string): PastedImage {
  let file: number | null = null
  try {
    // a link put in place since the path was resolved is not followed, and a pipe does not hold the program up
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const { size, isFile } = statOf(file)
    if (!isFile) return refused(ELSEWHERE)
    if (size > LIMIT_MB * 1024 * 1024) return refused(`粘贴的图片超过 ${LIMIT_MB} MB，没有读取。请压缩后用“插入图片”。`)
    const bytes = readFileSync(file)
    const mediaType = pictureType(bytes)
    if (mediaType === null) return refused('粘贴的图片不是 PNG、JPEG、GIF 或 BMP 格式，没有读取。请另存为 PNG 后用“插入图片”。')
    return { name: basename(path), mediaType, base64: bytes.toString('base64') }
  } catch {
    return refused(GONE)
  } finally {
    if (file !== null) closeSync(file)
  }
}

function statOf(file: number): { size: number; isFile: boolean } {
  const stats = fstatSync(file)
  return { size: stats.size, isFile: stats.isFile() }
}

function pictureType(bytes: Uint8Array): string | null {
  const isBitmap = bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length >= 54
  const type = isBitmap ? 'image/bmp' : mediaTypeOf(bytes)
  return DRAWN.has(type) ? type : null
}
