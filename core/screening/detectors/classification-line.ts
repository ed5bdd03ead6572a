import type { Detector, Hit, Line, Place } from '../finding.ts'

const level = String.raw`(?:绝\s*密|机\s*密|秘\s*密)`
const term = String.raw`(?:长\s*期|(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:年|个?\s*月|日|天))`
const whole = new RegExp(String.raw`^[[【(<《〔★☆·•※#"“'\s*_-]*${level}\s*级?\s*(?:文\s*件|材\s*料|资\s*料|件)?\s*[·•●○◆◇■□▲△▼※#@、:\-—★☆*\s(]*(?:保密期限)?[\s:]*(?:${term})?(?:\s*(?:特急|特提|加急|平急|急件))?[\]】)>》〕★☆·•※#"”'\s*_-]*$`)
/** 密件 and 【密】 alone on a line. */
const secretPaper = /^[[【(〔]?\s*(?:密\s*件|密)\s*[\]】)〕]?$/
const split = /^(绝|机|秘)$/
const prefixed = new RegExp(String.raw`^(?:[【\[(〔]\s*${level}\s*级?\s*[·:★☆\s]*(?:${term})?\s*[】\])〕]|${level}\s{1,}${term}(?=\s|$))`)
const stamped = new RegExp(String.raw`(?:^\d{6}\s+|\s{2,}|\t)${level}\s*(?:${term})?(?:\s+(?:特急|特提|加急|平急|急件))?$`)
/** 秘密文件,请妥善保管: the level and what to do with the paper. */
const handled = new RegExp(String.raw`^${level}\s*级?\s*(?:文件|材料|资料|件)[\s,:!、]{1,3}(?:[^\n。]{0,6})(?:保管|保存|外传|复印|翻印|收回|清退|公开)[^\n]{0,6}$`)
/** In a header, property or file name the level is a mark wherever no Han character joins it into a word. */
const apart = new RegExp(String.raw`(?<![\u4e00-\u9fa5])(?:绝密|机密|秘密)(?![\u4e00-\u9fa5])`)

/** A title that ends in the level: 关于…的请示（秘密）. */
const titled = /(?:请示|报告|通知|意见|方案|函|通报|纪要|要点|总结|名单|材料|情况|汇报|预案|规划|批复|讲话)\s?[([【〔]\s?(?:绝\s?密|机\s?密|秘\s?密)\s?级?\s?[)\]】〕]$/

const isHeadOrFoot = (index: number, count: number): boolean => index < 10 || index >= count - 5

const messageFor = (text: string) => `此处单独标有密级“${text}”，像是国家秘密标志`

const headHits = (line: Line, place: Place): Hit[] => {
  const hit = (start: number, value: string): Hit[] => [{ start, end: start + value.length, message: messageFor(value) }]
  const ended = line.text.length <= 60 ? titled.exec(line.text) : null
  if (ended) return hit(line.start + ended.index, ended[0])
  const found = prefixed.exec(line.text) ?? handled.exec(line.text)
  if (found) return hit(line.start, found[0])
  // 版头: 份号 and level on one line, or the level set off to the right
  const tail = line.text.length <= 60 ? stamped.exec(line.text) : null
  if (tail) return hit(line.start + tail.index + tail[0].length - tail[0].trimStart().length, tail[0].trimStart())
  const alone = place === 'margin' || place === 'metadata' ? apart.exec(line.text) : null
  return alone ? hit(line.start + alone.index, alone[0]) : []
}

const levelOf = (line: Line | undefined): string | undefined => (line && line.text.length <= 40 && whole.test(line.text) ? /绝|机|秘/.exec(line.text)?.[0] : undefined)

/** A list of levels one under the other (a table about levels) marks nothing. */
const isListOfLevels = (lines: readonly Line[], index: number): boolean => {
  const own = levelOf(lines[index])
  return [index - 2, index - 1, index + 1, index + 2].some((other) => {
    const level = levelOf(lines[other])
    return level !== undefined && level !== own
  })
}

/** A line that holds nothing but a level (with a term or brackets): at the head or foot, in a header, footer or property it is a mark. */
export const classificationLine: Detector = {
  id: 'classification-line',
  zh: '单独成行的密级',
  family: 'classified',
  action: 'block',
  basis: '《中华人民共和国保守国家秘密法》第二十二条；GB/T 9704（密级标注于版头左上角）',
  hits: ['机密\n关于某项工作的报告', '【秘密】关于报送情况的函', '报告正文\n\n绝  密', '000012  机密10年\n某市文件', '机\n密\n关于情况的报告', '秘密 5年\n××市人民政府文件', '密件\n关于情况的报告', '绝密文件\n工作方案', '秘密级文件,请妥善保管', '××市文件\t\t机密 特急', '秘密●5年\n关于情况的报告', '关于某项工作的请示（秘密）\n各单位：'],
  misses: [
    '机密级国家秘密是重要的国家秘密',
    '保守秘密\n人人有责',
    '第一章 国家秘密的范围和密级',
    '秘密、机密、绝密三级由产生单位确定',
    '关于加强秘密载体管理的通知',
    '密云区人民政府公告',
  ],
  detect(text, { place, lines }) {
    const hits: Hit[] = []
    lines.forEach((line, index) => {
      const strong = place === 'margin' || place === 'metadata' || isHeadOrFoot(index, lines.length)
      if (levelOf(line) !== undefined) {
        const listed = place === 'body' && isListOfLevels(lines, index)
        hits.push({ start: line.start, end: line.end, message: messageFor(line.text), action: listed ? 'info' : strong ? 'block' : 'warn', confidence: listed ? 0.3 : strong ? 0.95 : 0.6 })
        return
      }
      if (strong && secretPaper.test(line.text)) hits.push({ start: line.start, end: line.end, message: messageFor(line.text) })
      const next = lines[index + 1]
      if (strong && next?.text === '密' && split.test(line.text)) {
        hits.push({ start: line.start, end: next.end, message: messageFor(text.slice(line.start, next.end).replace(/\s+/g, '')) })
      } else if (strong) hits.push(...headHits(line, place))
    })
    return hits
  },
}
