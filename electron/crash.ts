import { app, crashReporter, dialog } from 'electron'
import type { Logs } from './logs.ts'

/** A page that dies more often than this within one run is not brought back by itself. */
const RELOADS = 3

/**
 * What went wrong leaves an incident number. The office writes each act to disk before it answers, so nothing said to be saved is lost; what was being
 * typed is in the working copy.
 */
export function watchCrashes(logs: Logs, leave: () => Promise<void>): void {
  crashReporter.start({ uploadToServer: false })
  process.on('unhandledRejection', why => logs.incident('unhandled-rejection', why))
  process.on('uncaughtException', why => {
    const number = logs.incident('uncaught-exception', why)
    dialog.showErrorBox(
      '审校台遇到意外错误',
      `事故编号 ${number}。\n已经保存的内容没有丢失，正在输入的内容在工作副本里。\n程序将关闭，请重新打开；再次出现时，请把编号告诉管理员。`,
    )
    void leave().finally(() => app.exit(1))
  })
  const reloads = new Map<number, number>()
  app.on('render-process-gone', (_event, contents, details) => {
    const number = logs.incident(`page-gone ${details.reason}`, new Error(`exit code ${details.exitCode}`))
    const times = (reloads.get(contents.id) ?? 0) + 1
    reloads.set(contents.id, times)
    if (details.reason === 'clean-exit') return
    if (times <= RELOADS) return contents.reload()
    dialog.showErrorBox(
      '界面反复停止工作',
      `事故编号 ${number}。\n已经保存的内容没有丢失。请重新打开审校台；仍不行时，请把编号告诉管理员。`,
    )
  })
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit')
      logs.incident(`${details.type} gone ${details.reason}`, new Error(`exit code ${details.exitCode}`))
  })
}

const SENTENCES: Record<string, string> = {
  ENOSPC: '存放数据的磁盘已满。请清理出空间后重新打开；库里的数据没有受影响。',
  SQLITE_FULL: '存放数据的磁盘已满。请清理出空间后重新打开；库里的数据没有受影响。',
  EACCES: '没有权限读写数据文件夹。请联系管理员检查文件夹权限；库里的数据没有受影响。',
  EPERM: '没有权限读写数据文件夹。请联系管理员检查文件夹权限；库里的数据没有受影响。',
  EROFS: '数据文件夹是只读的。请联系管理员；库里的数据没有受影响。',
  SQLITE_READONLY: '数据文件是只读的。请联系管理员检查文件夹权限；库里的数据没有受影响。',
  SQLITE_CANTOPEN: '数据文件打不开。请确认磁盘已接上、文件夹可以读写；库里的数据没有受影响。',
  SQLITE_NOTADB: '数据文件已损坏或不是审校台的数据。请不要覆盖它，用最近的备份恢复，并联系管理员。',
  SQLITE_CORRUPT: '数据文件已损坏。请不要覆盖它，用最近的备份恢复，并联系管理员。',
}

/** Why the office could not be opened, in a sentence. An error may bring its own as `zh`. */
export function openingFailure(why: unknown): string {
  const { zh, code } = (why ?? {}) as { zh?: unknown; code?: unknown }
  if (typeof zh === 'string') return zh
  const known =
    typeof code === 'string' ? (SENTENCES[code] ?? SENTENCES[code.split('_').slice(0, 2).join('_')]) : undefined
  return known ?? '数据打不开。库里的数据没有被改动；请把事故编号告诉管理员。'
}
