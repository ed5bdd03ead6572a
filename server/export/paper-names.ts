/**
 * The paragraph styles of an exported Word file by what they say. The names are what WPS and Word show, and what the import
 * recognises a file of ours by: ids do not survive a save in WPS, names do. `flush` ones are without the first-line indent.
 */
export const styleNames = {
  body: '审校正文',
  bodyFlush: '审校正文顶格',
  cell: '审校表文',
  cellFlush: '审校表文顶格',
  quote: '审校引文',
  quoteFlush: '审校引文顶格',
  item: '审校列表',
  itemFlush: '审校列表顶格',
  picture: '审校图片',
  caption: '审校图题',
  pageBreak: '审校分页',
  rule: '审校分隔线',
  /** Stands where Word wants a paragraph and the text has none. */
  filler: '审校占位',
  number: '审校文号',
  attachment: '审校附件',
  /** The line that says a copy is not signed. */
  banner: '审校流转标识',
} as const
export type PaperStyle = keyof typeof styleNames

/** The character style of letters that are raised and lowered at once, which Word's own property cannot say. */
export const bothScripts = '审校上下标'

/** Fill of a header cell: what tells it from an ordinary one, for people and for the import. */
export const headerFill = 'EDEDED'

/** Names of block content controls: what holds several blocks together that Word would lay side by side. */
export const holderTags = { quote: '审校引用块', item: '审校列表项', widths: '审校列宽', emptyRow: '审校空行' } as const

/** Text area of GB/T 9704-2012 (156 mm) in twips, and the 677 px column that the content's widths refer to. */
export const textWidthTwips = 8844
export const columnPixels = 677

/** What stands on every page and across it while a text is not signed. */
export const workingBanner = '〔内部流转稿，未签发，不得对外发布〕'
/** The same of a marked copy after the sign-off: it shows words that were taken out. */
export const markedBanner = '〔花脸稿，内部使用，不得对外发布〕'

/** Goes up when the same content would give other bytes. */
export const paperVersion = 1
