import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { parseCheckpoint, type Checkpoint } from '#core/audit/checkpoint'
import { refusalZh } from '#core/refusals.zh'
import { verifyDatabase } from '#db/verification'
import { databaseFile } from '#server/backups'
import { houseAt, sentence } from './serve.ts'
import { refuseFolder, say, Stop } from './say.ts'

const now = () => new Date().toISOString()

function checkpointFrom(file: string | undefined): Checkpoint | undefined {
  if (file === undefined) return undefined
  if (!existsSync(file)) throw new Stop(`没有找到检查点文件“${file}”。`)
  refuseFolder(file, '检查点文件')
  const checkpoint = parseCheckpoint(readFileSync(file, 'utf8'))
  if (!checkpoint) throw new Stop(`“${file}”不是检查点文件，或内容不完整。`)
  return checkpoint
}

async function verify(options: { data: string; checkpoint?: string; json?: boolean }) {
  const checkpoint = checkpointFrom(options.checkpoint)
  const file = databaseFile(options.data)
  if (!existsSync(file)) throw new Stop(`目录“${options.data}”中没有审校台的数据。`)
  const report = await verifyDatabase(file, { now, thread: false, ...(checkpoint && { checkpoint }) }).catch((error: unknown) => {
    throw new Stop(sentence(error))
  })
  if (!report) throw new Stop('校验没有完成。', 1)
  if (options.json) say(JSON.stringify(report, null, 2))
  else {
    say(`完整性：${report.integrity.sentence}`)
    say(`齐全性：${report.completeness.sentence}`)
    for (const failure of report.failures) say(`  · ${failure.sentence}`)
    say(`审计记录 ${report.entries} 条，稿件 ${report.articles} 篇，版本 ${report.revisions} 个；链头 ${report.head.seq}:${report.head.hash}`)
  }
  if (!report.whole) process.exitCode = 1
}

async function exportCheckpoint({ data, out }: { data: string; out: string }) {
  if (!existsSync(databaseFile(data))) throw new Stop(`目录“${data}”中没有审校台的数据。`)
  if (existsSync(out)) throw new Stop(`文件“${out}”已存在，没有覆盖。请换一个文件名。`)
  const house = houseAt(data)
  let file: number | null = null
  let done = false
  try {
    // before the export is on the trail: a place that cannot be written to must leave no record of one
    file = openSync(out, 'wx')
    const office = await house.store.office()
    const auditor = Object.values(office?.people ?? {}).find(p => !p.disabled && (p.roles.includes('auditor') || p.roles.includes('office-clerk')))
    if (!auditor) throw new Stop('单位还没有审计员，没有导出检查点。请先在“管理—人员”中设置审计员。')
    const made = await house.as(auditor.id)('audit.checkpoint', { key: crypto.randomUUID() })
    if (!made.ok) throw new Stop(refusalZh(made.refusal))
    writeFileSync(file, made.value.text)
    done = true
    say(`检查点已导出到“${out}”：共 ${made.value.size} 条审计记录。请交审计员另处保存。`)
  } finally {
    if (file !== null) closeSync(file)
    if (file !== null && !done) rmSync(out)
    await house.close()
  }
}

/** audit verify / audit checkpoint: for an auditor who has the files and no window. */
export function registerAudit(program: Command) {
  const audit = program.command('audit').description('审计：校验全库、导出检查点').helpCommand(false)
  audit
    .command('verify')
    .description('校验审计记录和全部数据；正常退出码为 0，发现问题为 1')
    .requiredOption('--data <目录>', '数据目录')
    .option('--checkpoint <文件>', '以前导出的检查点，用来判断末尾是否被截去')
    .option('--json', '输出 JSON')
    .action(verify)
  audit
    .command('checkpoint')
    .description('导出检查点文件')
    .requiredOption('--data <目录>', '数据目录')
    .requiredOption('--out <文件>', '输出文件')
    .action(exportCheckpoint)
}
