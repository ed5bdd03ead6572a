/** 行内 in one text, 并排 side by side, 只看改动. */
export const layouts = ['inline', 'side', 'only'] as const
export type Layout = (typeof layouts)[number]
export const layoutZh: Record<Layout, string> = { inline: '行内', side: '并排', only: '只看改动' }

/** Word's four views of marks: a bar in the margin only, everything, the text as it is now, the text as it was. */
export const markings = ['simple', 'all', 'none', 'original'] as const
export type Marking = (typeof markings)[number]
export const markingZh: Record<Marking, string> = { simple: '简单标记', all: '所有标记', none: '无标记', original: '原始状态' }

/** What an address asks for; what it does not name is 行内 with 所有标记. */
export const viewOf = (get: (name: string) => string): { layout: Layout; marking: Marking } => ({
  layout: layouts.find(name => name === get('view')) ?? 'inline',
  marking: markings.find(name => name === get('marks')) ?? 'all',
})
