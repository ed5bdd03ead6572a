import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import type { ProofDocument } from '#core/proofread/document'
import { apartFrom, type Finding } from '#core/proofread/finding'
import { createProofreader, errorRate, families, rulesetVersion, type Setting } from '#core/proofread/index'
import { emptyProfile, profileSchema, type Profile } from '#core/proofread/profile'

/** Exit codes of the command: nothing found, something found, the input could not be read. */
export const exitCodes = { clean: 0, findings: 1, badInput: 2 } as const

/** Largest file that is read, in bytes; a text of this size is far beyond any article. */
export const largestInputBytes = 32 * 1024 * 1024

/** What the command is given by the program that wires it; all of it may be left out. */
export type ProofreadDependencies = {
  /** Statistical spelling in the setting asked for, loaded when first needed. */
  spelling?: (level: Setting) => Promise<(text: string, document: ProofDocument) => Finding[]>
  /** Turns a docx, xlsx or pdf into its plain text, or says in a sentence why it cannot be read. */
  extractText?: (path: string, bytes: Uint8Array) => Promise<{ text: string } | { zh: string }>
  /** A model plug-in's words on a text, once it has passed the gate; else the sentence that says why not. */
  plugin?: (folder: string) => Promise<PluginSession | string>
  stdin?: NodeJS.ReadableStream
  out?: (text: string) => void
  error?: (text: string) => void
  /** ISO date in Asia/Shanghai. */
  today?: () => string
}

/** A model at work; `check` throws when it fails. */
export type PluginSession = { check(text: string, suspected: Finding[]): Promise<Finding[]>; close(): Promise<void> }

type Options = { json?: boolean; profile?: string; level: string; jsonl?: string; plugin?: string }

/** A sentence for the person at the keyboard; the command ends with exit code 2. */
class BadInput extends Error {}

/** Adds `proofread FILE|- [--json] [--profile PROFILE.json] [--level …]` and `proofread --jsonl FILE` to a commander program. */
export function registerProofread(program: Command, dependencies: ProofreadDependencies = {}): void {
  program
    .command('proofread')
    .description('校对一份文本：错别字、标点、数字、日期、机构名称、固定表述等')
    .argument('[文件]', '文本文件；- 表示从标准输入读取')
    .option('--json', '以 JSON 输出')
    .option('--profile <file>', '本单位名单（机构、领导、固定表述、例外等）的 JSON 文件')
    .option('--level <level>', '从严到宽：strict、standard、sensitive', 'standard')
    .option('--jsonl <file>', '逐行校对：每行 {"id":1,"text":"正文"}，输出每行 {"id":1,"findings":[]}；- 表示标准输入')
    .option('--plugin <目录>', '模型插件的文件夹：先按内置标准验收，通过才采用其建议')
    .action(async (file: string | undefined, options: Options) => {
      process.exitCode = await runProofread(file, options, dependencies)
    })
}

/** The command itself; returns the exit code. */
export async function runProofread(file: string | undefined, options: Options, dependencies: ProofreadDependencies = {}): Promise<number> {
  const out = dependencies.out ?? (text => process.stdout.write(text))
  const fail = dependencies.error ?? (text => process.stderr.write(text))
  let plugin: PluginSession | null = null
  try {
    const level = readLevel(options.level)
    const profile = options.profile ? await readProfile(options.profile) : emptyProfile
    const spelling = dependencies.spelling ? await dependencies.spelling(level) : undefined
    const checker = createProofreader({ level, profile, today: (dependencies.today ?? todayInShanghai)(), ...(spelling ? { spelling } : {}) })
    plugin = options.plugin === undefined ? null : await openPlugin(options.plugin, dependencies)
    const check = async (text: string) => withModel(text, checker.check(text), plugin)
    if (options.jsonl !== undefined) return await proofreadLines(options.jsonl, check, dependencies, out)
    if (file === undefined) throw new BadInput('没有给出要校对的文件。请写文件路径，或者用 - 从标准输入读取。')
    const text = await readText(file, dependencies)
    // nothing to judge is no pass: a scanned PDF would come out as 合格
    if (text.replace(/^\ufeff/, '').trim() === '') throw new BadInput(`${file === '-' ? '标准输入' : `“${file}”`}里没有文字，没有校对。${/\.pdf$/i.test(file) ? '扫描件请先识别成文字。' : '请核对所选内容。'}`)
    const findings = await check(text)
    out(options.json ? `${JSON.stringify(findings.map(shape), null, 2)}\n` : report(file, text, findings))
    return findings.length === 0 ? exitCodes.clean : exitCodes.findings
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    fail(`${error.message}\n`)
    return exitCodes.badInput
  } finally {
    await plugin?.close()
  }
}

async function openPlugin(folder: string, { plugin }: ProofreadDependencies): Promise<PluginSession> {
  const opened = plugin ? await plugin(folder) : '这里不能使用模型插件。'
  if (typeof opened === 'string') throw new BadInput(opened)
  return opened
}

/** The model's words in their places, where nothing else was said. */
async function withModel(text: string, findings: Finding[], plugin: PluginSession | null): Promise<Finding[]> {
  if (!plugin) return findings
  const suggested = await plugin.check(text, findings.filter(finding => finding.family === 'spelling'))
  return [...findings, ...apartFrom(findings, suggested)].sort((a, b) => a.start - b.start || a.end - b.end)
}

function readLevel(level: string): Setting {
  if (level === 'strict' || level === 'standard' || level === 'sensitive') return level
  throw new BadInput(`不认识的档位“${level}”。可用的有 strict（严格）、standard（标准）、sensitive（敏感）。`)
}

async function readProfile(path: string): Promise<Profile> {
  let parsed: unknown
  try {
    parsed = JSON.parse(decode(await readBytes(path), path))
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput(`名单文件“${path}”不是合法的 JSON，没有校对。请检查后重试。`)
  }
  const profile = profileSchema.safeParse(parsed)
  if (profile.success) return profile.data
  const issue = profile.error.issues[0]
  throw new BadInput(`名单文件“${path}”的内容不符合要求（${issue?.path.join('.') || '最外层'}），没有校对。请检查后重试。`)
}

async function proofreadLines(path: string, check: (text: string) => Promise<Finding[]>, dependencies: ProofreadDependencies, out: (text: string) => void): Promise<number> {
  if (path !== '-') await sizeOf(path)
  const lines = createInterface({ input: path === '-' ? (dependencies.stdin ?? process.stdin) : createReadStream(path, 'utf8'), crlfDelay: Infinity })
  let number = 0
  let any = false
  for await (const raw of lines) {
    number++
    const line = number === 1 ? raw.replace(/^\ufeff/, '') : raw
    if (line.trim() === '') continue
    const { id, text } = readLine(line, number)
    const findings = await check(text)
    any ||= findings.length > 0
    out(`${JSON.stringify({ id, findings: findings.map(shape) })}\n`)
  }
  return any ? exitCodes.findings : exitCodes.clean
}

function readLine(line: string, number: number): { id: unknown; text: string } {
  try {
    const { id, text } = JSON.parse(line) as { id?: unknown; text?: unknown }
    if (typeof text === 'string') return { id: id ?? null, text }
  } catch {
    // said below, for a line that is no JSON and for one that has no text
  }
  throw new BadInput(`第${number}行不是 {"id":1,"text":"正文"} 形式的 JSON，此前各行已经输出。请改正后重试。`)
}

/** Exactly the fields other programs rely on, in their order. */
const shape = ({ rule, family, level, start, end, text, suggestions, message, basis, confidence }: Finding) => ({ rule, family, level, start, end, text, suggestions, message, basis, confidence })

async function readText(file: string, dependencies: ProofreadDependencies): Promise<string> {
  const bytes = file === '-' ? await readStdin(dependencies.stdin ?? process.stdin) : await readBytes(file)
  if (file !== '-' && dependencies.extractText && /\.(docx|xlsx|pdf)$/i.test(file)) {
    const read = await dependencies.extractText(file, bytes)
    if ('zh' in read) throw new BadInput(read.zh)
    return read.text
  }
  return decode(bytes, file)
}

async function sizeOf(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new BadInput(`找不到文件“${path}”。请检查路径。`)
  if (found.isDirectory()) throw new BadInput(`“${path}”是文件夹，不是文件。请给出一个文本文件。`)
  if (found.size > largestInputBytes) throw new BadInput(`文件“${path}”过大（超过${largestInputBytes / 1024 / 1024}兆字节），没有校对。请拆分后重试。`)
}

async function readBytes(path: string): Promise<Uint8Array> {
  await sizeOf(path)
  return readFile(path).catch(() => {
    throw new BadInput(`读不了文件“${path}”。请检查是否有权限。`)
  })
}

async function readStdin(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    const bytes = Buffer.from(part as Uint8Array)
    size += bytes.length
    if (size > largestInputBytes) throw new BadInput(`输入过大（超过${largestInputBytes / 1024 / 1024}兆字节），没有校对。请拆分后重试。`)
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

/** UTF-8, else UTF-16 with its mark, else GB18030; a byte order mark stays, so that offsets are those of the file as read. */
export function decode(bytes: Uint8Array, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes)
  if (isBinary(bytes)) throw new BadInput(`“${name}”不是文本文件，没有校对。请先另存为纯文本。`)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      continue
    }
  }
  throw new BadInput(`“${name}”的编码既不是 UTF-8 也不是 GB18030，没有校对。请另存为 UTF-8 后重试。`)
}

/** A zero byte, or the first bytes of an archive, an image or a PDF. */
function isBinary(bytes: Uint8Array): boolean {
  return binaryHeads.some(head => head.every((byte, i) => bytes[i] === byte)) || bytes.subarray(0, 65536).includes(0)
}

/** Zip (docx, xlsx), PDF, PNG, JPEG, GIF, the old Office formats, RAR. */
const binaryHeads = [[0x50, 0x4b, 3, 4], [0x25, 0x50, 0x44, 0x46], [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0xd0, 0xcf, 0x11, 0xe0], [0x52, 0x61, 0x72, 0x21]]

const levelNames = { error: '错误', warning: '警告', info: '提示' } as const

/** Findings grouped by family, each with line and column counted from 1. */
function report(file: string, text: string, findings: Finding[]): string {
  const where = placer(text)
  const groups = Map.groupBy(findings, f => f.family)
  const lines = [`${file === '-' ? '标准输入' : file}：共${findings.length}处`]
  for (const family of Object.keys(families) as (keyof typeof families)[]) {
    const group = groups.get(family)
    if (!group) continue
    lines.push('', `【${families[family]}】${group.length}处`)
    for (const f of group) {
      const { line, column } = where(f.start)
      lines.push(`  ${line}:${column}  ${levelNames[f.level]}  ${f.message}（${f.rule}；依据：${f.basis}${f.confidence < 1 ? `；把握${Math.round(f.confidence * 100)}%` : ''}）`)
    }
  }
  const rate = errorRate(findings, text)
  lines.push('', `差错率：每万字${rate.rate}处（合格线${rate.passLine}），${rate.passes ? '合格' : '不合格'}。规则集 ${rulesetVersion}。`)
  return `${lines.join('\n')}\n`
}

function placer(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return offset => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - starts[low]! + 1 }
  }
}

const todayInShanghai = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
