import { Command, Help } from 'commander'
import { version } from '#server/version'
import { registerAudit } from './audit.ts'
import { registerBackup } from './backup.ts'
import { registerBench } from './bench.ts'
import { registerDemo } from './demo.ts'
import { openPlugin, registerPlugin } from './plugin.ts'
import { registerProofread } from './proofread.ts'
import { diskRefusal, Stop } from './say.ts'
import { registerScreen } from './screen.ts'
import { registerServe, sentence } from './serve.ts'
import { registerWalk } from './walk.ts'
import { sentenceFor } from '#server/import/file-refusal'
import { readForScreening } from '#server/import/read-file'
import { spellingChecker } from '#server/spelling'

const program = new Command('shenjiao')
program
  .description('审校台：政务信息三审三校编审工具')
  .version(version, '-V, --version', '显示版本')
  .helpOption('-h, --help', '显示帮助')
  .helpCommand('help [命令]', '显示某个命令的帮助')
  .configureHelp({ styleTitle: title => helpTitles[title] ?? title, commandUsage: command => inChinese(usageOf(command)), subcommandTerm: command => inChinese(termOf(command)), optionTerm: option => inChinese(plainHelp.optionTerm(option)), optionDescription: option => inChinese(plainHelp.optionDescription(option)), argumentTerm: argument => inChinese(plainHelp.argumentTerm(argument)) })
  .configureOutput({ outputError: (text, write) => write(chineseError(text)) })
  .exitOverride()

const helpTitles: Record<string, string> = { 'Usage:': '用法：', 'Options:': '选项：', 'Commands:': '命令：', 'Arguments:': '参数：', 'Global Options:': '通用选项：' }

const plainHelp = new Help()
const usageOf = (command: Command) => plainHelp.commandUsage(command)
const termOf = (command: Command) => plainHelp.subcommandTerm(command)
const inChinese = (text: string) =>
  text.replace('[options]', '[选项]').replace('[command]', '[命令]').replace(/([[<])file([\]>])/g, '$1文件$2').replace('<level>', '<尺度>').replace(/\(default: ([^)]*)\)/, '（默认：$1）')

/** Commander's own errors in Chinese. */
function chineseError(text: string): string {
  return text
    .replace(/^error: unknown command '(.+)'/m, '没有“$1”这个命令，用 --help 查看全部命令。')
    .replace(/^error: unknown option '(.+)'/m, '没有“$1”这个选项，用 --help 查看用法。')
    .replace(/^error: missing required argument '(.+)'/m, '缺少参数“$1”，用 --help 查看用法。')
    .replace(/^error: required option '(.+)' not specified/m, '缺少必需的选项“$1”，用 --help 查看用法。')
    .replace(/^error: option '(.+)' argument missing/m, '选项“$1”后面缺少内容。')
    .replace(/^error: too many arguments.*$/m, '参数太多，用 --help 查看用法。')
    .replace(/\(Did you mean (.+)\?\)/, '（是不是想用 $1？）')
}

for (const register of [
  registerServe, registerDemo, registerWalk, registerAudit, registerBackup, registerScreen, registerBench, registerPlugin,
]) {
  register(program)
}
// training brings dictionaries along that no other command needs
if (process.argv.includes('train-spelling')) (await import('./train-spelling.ts')).registerTrainSpelling(program)
else program.command('train-spelling').description('用本单位已发布的文稿训练拼写模型（全程在本机进行）')
registerProofread(program, {
  plugin: openPlugin,
  spelling: async sensitivity => text => spellingChecker()?.check(text, { sensitivity }) ?? [],
  async extractText(_path, bytes) {
    const read = await readForScreening(bytes, _path)
    if (!read.ok) return { zh: sentenceFor(read.refusal, '没有校对') }
    return { text: read.value.parts.map(part => part.text).join('\n') }
  },
})

/** Help goes out with 0, bad input with 2, a bug with its trace on standard error and 70. */
function exitCodeOf(error: unknown): number {
  if (error instanceof Stop) {
    process.stderr.write(`${error.message}\n`)
    return error.exitCode
  }
  const { code, exitCode } = error as { code?: string; exitCode?: number }
  if (code?.startsWith('commander.')) return exitCode === 0 ? 0 : 2
  process.stderr.write(`${diskRefusal(error) ?? sentence(error)}\n`)
  return 2
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}
