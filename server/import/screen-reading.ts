import { refusesImport, screen, type ScreeningFinding, type ScreeningOptions } from '#core/screening/index'
import type { FileFact, FileReading } from './reading-types.ts'

/** A finding in a file; `where` names the part (正文, 页眉, 工作表“名单” …) and the offsets are positions in that part's text. A finding on the file itself has `start = end = 0`. */
export type FileFinding = ScreeningFinding & { where: string }

/** What screening found in a file. `classified`: it carries a state-secret mark, so nothing of it may be stored but digest, name, time and person. */
export type ScreenedFile = { kind: FileReading['kind']; findings: FileFinding[]; classified: boolean }

/** Screens the parts of a file that was read already. */
export const screenReading = (reading: FileReading, options: ScreeningOptions = {}): ScreenedFile => {
  const findings = reading.parts.flatMap((part) => screen(part.text, { ...options, place: part.place }).map((finding) => ({ ...finding, where: part.where })))
  return { kind: reading.kind, findings: [...findings, ...reading.facts.map(factFinding)], classified: refusesImport(findings) }
}

const levels = { block: 'error', warn: 'warning', info: 'info' } as const

const factFinding = (fact: FileFact): FileFinding => ({
  rule: `file-${fact.kind}`,
  family: fact.family,
  action: fact.action,
  level: levels[fact.action],
  start: 0,
  end: 0,
  text: fact.value ?? '',
  suggestions: [],
  message: fact.zh,
  basis: '《中华人民共和国政府信息公开条例》第十七条（公开前审查）；公开文件应当清除隐藏内容和属性',
  confidence: 1,
  where: fact.where,
})
