import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  type IParagraphStyleOptions,
  type IStylesOptions,
} from 'docx'
import { bothScripts, styleNames, type PaperStyle } from '#server/export/paper-names'

const pt = (points: number): number => Math.round(points * 20)
const exact = (points: number) => ({ line: pt(points), lineRule: LineRuleType.EXACT })
const fonts = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia })
/** 3号. */
const third = 32
const twoCharacters = { firstLineChars: 200, firstLine: pt(32) }

const plain = fonts('仿宋_GB2312')

/** Fonts by the names official templates use, with what a machine without them takes instead. */
export const paperFonts: readonly { name: string; instead: string }[] = [
  { name: '方正小标宋简体', instead: '宋体' },
  { name: '仿宋_GB2312', instead: '仿宋' },
  { name: '楷体_GB2312', instead: '楷体' },
  { name: '黑体', instead: 'SimHei' },
  { name: '宋体', instead: 'SimSun' },
  { name: 'Times New Roman', instead: 'serif' },
]

function styleOf(key: PaperStyle, more: Omit<IParagraphStyleOptions, 'id' | 'name'>): IParagraphStyleOptions {
  return { id: key, name: styleNames[key], basedOn: 'Normal', quickFormat: true, ...more }
}

const flushAndIndented = (key: 'body' | 'cell' | 'quote' | 'item', run: object, paragraph: object, indented: object) => [
  styleOf(key, { run, paragraph: { ...paragraph, ...indented } }),
  styleOf(`${key}Flush`, { run, paragraph }),
]

/** The layout of GB/T 9704-2012: title 2号小标宋, text 3号仿宋 at 28 pt, headings 黑体, 楷体, 仿宋 bold. */
export const paperStyles: IStylesOptions = {
  default: {
    document: { run: { font: plain, size: third, language: { value: 'en-US', eastAsia: 'zh-CN' } } },
    title: {
      run: { font: fonts('方正小标宋简体'), size: 44, bold: false },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { ...exact(35), after: pt(14) } },
    },
    heading1: heading('黑体', false, 0),
    heading2: heading('楷体_GB2312', false, 1),
    heading3: heading('仿宋_GB2312', true, 2),
    heading4: heading('仿宋_GB2312', false, 3),
    hyperlink: { run: { color: '0563C1', underline: { type: 'single' } } },
    footnoteText: { run: { font: plain, size: 18 }, paragraph: { spacing: exact(14) } },
  },
  characterStyles: [{ id: 'bothScripts', name: bothScripts, run: { superScript: true } }],
  paragraphStyles: [
    { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', run: { font: fonts('楷体_GB2312') }, paragraph: { alignment: AlignmentType.CENTER, spacing: { ...exact(28), after: pt(14) } } },
    ...flushAndIndented('body', { font: plain }, { alignment: AlignmentType.BOTH, spacing: exact(28) }, { indent: twoCharacters }),
    ...flushAndIndented('cell', { size: 24 }, { spacing: exact(18) }, {}),
    ...flushAndIndented('quote', { font: fonts('楷体_GB2312') }, { spacing: exact(28), indent: { left: pt(32) } }, { indent: { left: pt(32), ...twoCharacters } }),
    ...flushAndIndented('item', {}, { spacing: exact(28) }, {}),
    styleOf('picture', { paragraph: { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: pt(7), after: pt(7) } } }),
    styleOf('caption', { run: { font: fonts('楷体_GB2312'), size: 28 }, paragraph: { alignment: AlignmentType.CENTER, spacing: exact(28) } }),
    styleOf('pageBreak', { paragraph: { spacing: exact(1) } }),
    styleOf('rule', { paragraph: { spacing: exact(14), border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } } } }),
    styleOf('filler', { run: { size: 8 }, paragraph: { spacing: exact(1) } }),
    styleOf('number', { paragraph: { alignment: AlignmentType.CENTER, spacing: { ...exact(28), after: pt(14) } } }),
    styleOf('attachment', { paragraph: { spacing: exact(28), indent: twoCharacters } }),
    styleOf('banner', { run: { font: fonts('黑体'), size: 18, color: 'C00000' }, paragraph: { alignment: AlignmentType.CENTER, spacing: exact(14) } }),
  ],
}

function heading(font: string, bold: boolean, outlineLevel: number) {
  return {
    run: { font: fonts(font), size: third, bold, italics: false, color: '000000' },
    paragraph: { spacing: { ...exact(28), before: 0, after: 0 }, indent: twoCharacters, outlineLevel, keepNext: true },
  }
}
