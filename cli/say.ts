import { statSync } from 'node:fs'
import { refusalZh } from '#core/refusals.zh'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'

/** Ends a command with one sentence on standard error; 2 is bad input, 1 is a finding or a failed check. */
export class Stop extends Error {
  readonly exitCode: 1 | 2
  constructor(zh: string, exitCode: 1 | 2 = 2) {
    super(zh)
    this.exitCode = exitCode
  }
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** The value of a reply; a refusal ends the command with its sentence. */
export function must<T>(result: Result<T, Refusal>, exitCode: 1 | 2 = 2): T {
  if (!result.ok) throw new Stop(refusalZh(result.refusal), exitCode)
  return result.value
}

/** Ends the command where a folder stands for a file; `inside` is what to name instead. */
export function refuseFolder(file: string, inside: string): void {
  if (statSync(file).isDirectory()) throw new Stop(`“${file}”是文件夹，请写明其中的${inside}。`)
}

const diskZh: Record<string, string> = {
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '磁盘是只读的',
  ENOTDIR: '路径中有一段不是文件夹',
  EISDIR: '这是文件夹，不是文件',
  EEXIST: '同名的文件已在那里',
  ENOENT: '路径不存在',
}

/** What the file system refused, in a sentence; null for anything that is not the file system's. */
export function diskRefusal(error: unknown): string | null {
  const { code, path } = error as { code?: string; path?: string }
  const why = diskZh[code ?? '']
  return why && path ? `不能读写“${path}”：${why}。请换一个位置后再试。` : null
}
