/** One limit of a channel: where it was read and when, so that an editor of this table knows what to check again. */
export type ChannelLimit = {
  value: number
  unit: '字' | '字符' | '字节' | '张' | '天'
  zh: string
  source: string
  /** `YYYY-MM-DD`: the day it was last checked against its source. */
  checked: string
  /** `official`: the channel's own page; `secondary`: copies and practice. */
  standing: 'official' | 'secondary'
}

const checked = '2026-11-21'
const wechat = '微信开放文档“新增草稿”'

/**
 * What each channel takes. What does not fit is an error before submission, never at export.
 * A channel that changes its limits is followed by changing a line here, with the day.
 */
export const channelLimits = {
  website: {
    summary: {
      value: 100,
      unit: '字',
      zh: '内容概述',
      source: '政府信息公开目录编制指南（内容概述不超过100字）',
      checked,
      standing: 'secondary',
    },
  },
  wechat: {
    title: { value: 32, unit: '字', zh: '标题', source: wechat, checked, standing: 'official' },
    author: { value: 16, unit: '字', zh: '作者', source: wechat, checked, standing: 'official' },
    digest: { value: 128, unit: '字', zh: '摘要', source: wechat, checked, standing: 'official' },
    /** Fewer than this, tags included. */
    content: { value: 20_000, unit: '字符', zh: '正文（含格式代码）', source: wechat, checked, standing: 'official' },
    contentBytes: { value: 1_048_576, unit: '字节', zh: '正文', source: wechat, checked, standing: 'official' },
    /** Each picture in the text, jpg or png. */
    imageBytes: {
      value: 1_048_576,
      unit: '字节',
      zh: '正文图片',
      source: '微信开放文档“上传图文消息图片”',
      checked,
      standing: 'official',
    },
    coverBytes: {
      value: 10_485_760,
      unit: '字节',
      zh: '封面图片',
      source: '微信开放文档“新增永久素材”',
      checked,
      standing: 'official',
    },
    sourceUrlBytes: { value: 1024, unit: '字节', zh: '阅读原文地址', source: wechat, checked, standing: 'official' },
  },
  weibo: {
    post: {
      value: 140,
      unit: '字',
      zh: '普通微博（两个半角字符计1字，每个网址计10字）',
      source: '通行计数方法',
      checked,
      standing: 'secondary',
    },
    longPost: { value: 2000, unit: '字', zh: '长微博', source: '通行说法', checked, standing: 'secondary' },
  },
  toutiao: {
    post: { value: 2000, unit: '字', zh: '微头条', source: '通行说法', checked, standing: 'secondary' },
    title: { value: 30, unit: '字', zh: '文章标题', source: '通行说法', checked, standing: 'secondary' },
  },
} as const satisfies Record<string, Record<string, ChannelLimit>>

/** Attachments that a browser or a PC would run when opened. */
const activeEndings = new Set(
  'html htm xhtml xht mht mhtml shtml svg svgz xml xsl js mjs jse vbs vbe wsf hta htc swf jar exe dll com scr bat cmd ps1 msi lnk reg app sh php asp aspx jsp'.split(
    ' ',
  ),
)

/** The ending of a file's name in small letters, without its dot; empty when there is none. */
export const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
/** Whether a file of this name is one that no channel takes, because opening it would run something. */
export const runsWhenOpened = (name: string): boolean => activeEndings.has(endingOf(name))
export const runnableZh = (name: string): string => `附件“${name}”是可执行或可运行脚本的文件，不能发布。请改用 PDF 或 Word 文件。`
