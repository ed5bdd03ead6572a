import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Command } from 'commander'
import { sentenceFor } from '#server/import/file-refusal'
import { screenFile, type FileFinding, type ScreenedFile } from '#server/import/screen-file'

/** Exit codes: nothing found, something found, the input cannot be read. */
const exitCodes = { clean: 0, findings: 1, badInput: 2 } as const

/** Adds `screen FILE|- [--json]`: secrets and personal data in a txt, docx, xlsx, pdf or picture. */
export const registerScreen = (program: Command): void => {
  program
    .command('screen')
    .description('检查文件中的国家秘密标志、内部标记和个人信息（txt、docx、xlsx、pdf、图片）')
    .argument('<文件>', '文件名；“-”表示从标准输入读')
    .option('--json', '以 JSON 数组输出')
    .action(async (file: string, options: { json?: boolean }) => {
      process.exitCode = await screenToOutput(file, options.json === true)
    })
}

const screenToOutput = async (file: string, json: boolean): Promise<number> => {
  if (file !== '-' && (await stat(file).catch(() => null))?.isDirectory()) {
    process.stderr.write(`“${file}”是文件夹，不是文件，没有检查。请写明其中的一个文件。\n`)
    return exitCodes.badInput
  }
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await buffer(process.stdin) : await readFile(file)
  } catch {
    process.stderr.write(`打不开文件“${file}”。请核对文件名和读取权限。\n`)
    return exitCodes.badInput
  }
  if (bytes.length === 0) {
    // an empty text holds nothing to find; an empty file of another kind is damaged
    if (file === '-' || /\.(?:txt|csv|md)$/i.test(file)) {
      process.stdout.write(json ? '[]\n' : '未发现问题（内容为空）。\n')
      return exitCodes.clean
    }
  }
  const screened = await screenFile(bytes, file === '-' ? '' : basename(file))
  if (!screened.ok) {
    process.stderr.write(`${sentenceFor(screened.refusal, '没有检查')}\n`)
    return exitCodes.badInput
  }
  process.stdout.write(json ? `${JSON.stringify(screened.value.findings, null, 2)}\n` : report(screened.value))
  return screened.value.findings.length > 0 ? exitCodes.findings : exitCodes.clean
}

const actions = { block: '拦截', warn: '提醒', info: '提示' } as const

const report = ({ findings, classified }: ScreenedFile): string => {
  if (findings.length === 0) return '未发现问题。程序检查不能代替保密审查。\n'
  const count = (action: FileFinding['action']) => findings.filter((finding) => finding.action === action).length
  const head = classified ? '文件带有国家秘密标志：本机不得存储、处理。请立即停止传递，按保密规定报告。\n' : ''
  const lines = findings.map(
    (finding) =>
      `[${actions[finding.action]}] ${finding.where}${finding.end > 0 ? ` 第 ${finding.start + 1}–${finding.end} 字` : ''}：${finding.message}${finding.text ? `\n    原文：${oneLine(finding.text)}` : ''}${finding.mask ? `\n    建议：${oneLine(finding.mask)}` : ''}\n    依据：${finding.basis}`,
  )
  return `${head}${lines.join('\n')}\n共 ${findings.length} 处：拦截 ${count('block')}，提醒 ${count('warn')}，提示 ${count('info')}。程序检查不能代替保密审查。\n`
}

const oneLine = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text).replace(/\s*\n\s*/g, ' / ')
