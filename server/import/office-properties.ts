import type { Archive } from './archive.ts'
import type { Collector } from './reading-types.ts'
import { readXml } from './xml-events.ts'

const people: Readonly<Record<string, string>> = { creator: '作者', lastModifiedBy: '最后修改者', Manager: '主管', Company: '单位' }
const words: Readonly<Record<string, string>> = { title: '标题', subject: '主题', keywords: '关键词', description: '备注', category: '类别', contentStatus: '状态', HyperlinkBase: '链接基址', Template: '模板' }

/** Document properties of an office file: who wrote it, on whose machine, and the properties the office added (密级 among them). */
export const readProperties = (archive: Archive, into: Collector, prefix = ''): void => {
  const lines: string[] = []
  for (const name of ['docProps/core.xml', 'docProps/app.xml']) {
    const part = archive.read(name)
    if (part) forEachLeaf(part, (leaf, value) => {
      const person = people[leaf]
      if (person) into.fact('author', 'personal', 'info', `${prefix}文档属性`, `文档属性写有${person}：${value.slice(0, 60)}`, value)
      const label = person ?? words[leaf]
      if (label) lines.push(`${label}：${value}`)
    })
  }
  into.part(`${prefix}文档属性`, 'metadata', lines.join('\n'))
  const custom = archive.read('docProps/custom.xml')
  if (custom) into.part(`${prefix}自定义属性`, 'metadata', customLines(custom).join('\n'))
}

const forEachLeaf = (bytes: Uint8Array, visit: (name: string, value: string) => void): void => {
  let text = ''
  readXml(bytes, {
    open: () => void (text = ''),
    text: (piece) => void (text += piece),
    close(name) {
      if (text.trim()) visit(name.slice(name.indexOf(':') + 1), text.trim())
      text = ''
    },
  })
}

const customLines = (bytes: Uint8Array): string[] => {
  const lines: string[] = []
  let property = ''
  let text = ''
  readXml(bytes, {
    open(name, attributes) {
      if (name.endsWith('property')) property = attributes['name'] ?? ''
      text = ''
    },
    text: (piece) => void (text += piece),
    close(name) {
      if (property && text.trim() && !name.endsWith('property')) lines.push(`${property}：${text.trim()}`)
      text = ''
    },
  })
  return lines
}
