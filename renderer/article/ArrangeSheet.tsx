import type { Editor } from '@tiptap/core'
import { Alert, Button, Checkbox, Collapse, Drawer, Space } from 'antd'
import { memo, useMemo, useState } from 'react'
import { arrangedBlocks, arrange, arrangeGroups, type ArrangeGroup, type Arrangement } from '#core/article/arrange'
import type { Body } from '#core/article/content'
import { editsOf } from '#core/article/diff-text'
import { bodyOf } from '../text/body.ts'
import { noWord } from '#core/article/find'

/** 一键排版: everything it would change, each with a box; nothing is changed before 应用, and that is one step of undo. */
export const ArrangeSheet = memo(function ArrangeSheet({ editor, open, onClose, onDone }: { editor: Editor; open: boolean; onClose(): void; onDone(count: number): void }) {
  return (
    <Drawer open={open} onClose={onClose} size={560} title="一键排版" destroyOnHidden>
      {open && <Changes editor={editor} onClose={onClose} onDone={onDone} />}
    </Drawer>
  )
})

function Changes({ editor, onClose, onDone }: { editor: Editor; onClose(): void; onDone(count: number): void }) {
  const [body] = useState(() => bodyOf(editor.state.doc))
  const { changes } = useMemo(() => arrange(body), [body])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(changes.filter(({ group }) => arrangeGroups[group].silent).map(({ id }) => id)))
  const byGroup = Map.groupBy(changes, change => change.group)
  const groups = (Object.keys(arrangeGroups) as ArrangeGroup[]).flatMap(group => (byGroup.has(group) ? [[group, byGroup.get(group)!] as const] : []))
  const choose = (list: readonly Arrangement[], on: boolean) =>
    setChosen(before => {
      const next = new Set(before)
      for (const { id } of list) if (on) next.add(id); else next.delete(id)
      return next
    })
  const apply = () => {
    applyArrangement(editor, body, chosen)
    onDone(chosen.size)
  }
  if (changes.length === 0) return <p className="quiet">没有需要整理的地方：段落、标题、空格都已符合公文格式。</p>
  return (
    <div className="arrange">
      <Alert type="info" showIcon title="勾选的改动在按“应用”后一次完成，可以一步撤销。标点和编号写法只作提示，需要改的请自己勾选。" />
      <Collapse
        ghost
        defaultActiveKey={groups.map(([group]) => group)}
        items={groups.map(([group, list]) => ({ key: group, label: <GroupHead group={group} list={list} chosen={chosen} onChoose={choose} />, children: <List list={list} chosen={chosen} onChoose={choose} /> }))}
      />
      <Space className="arrange-foot">
        <Button type="primary" disabled={chosen.size === 0} title={chosen.size === 0 ? '没有勾选任何改动' : ''} onClick={apply}>
          应用 {chosen.size} 处
        </Button>
        <Button onClick={onClose}>不改</Button>
      </Space>
    </div>
  )
}

type ListProps = { list: readonly Arrangement[]; chosen: ReadonlySet<string>; onChoose(list: readonly Arrangement[], on: boolean): void }

function GroupHead({ group, list, chosen, onChoose }: ListProps & { group: ArrangeGroup }) {
  const on = list.filter(({ id }) => chosen.has(id)).length
  return (
    <span onClick={event => event.stopPropagation()}>
      <Checkbox checked={on === list.length} indeterminate={on > 0 && on < list.length} onChange={event => onChoose(list, event.target.checked)}>
        {arrangeGroups[group].zh}（{list.length} 处）
      </Checkbox>
    </span>
  )
}

/** How many changes of a group are listed; the others are chosen with their group. */
const listed = 200

function List({ list, chosen, onChoose }: ListProps) {
  return (
    <ul className="arrange-list">
      {list.slice(0, listed).map(change => (
        <li key={change.id}>
          <Checkbox checked={chosen.has(change.id)} onChange={event => onChoose([change], event.target.checked)}>
            <span className="quiet">第 {change.block + 1} 段</span> <Words {...change} />
          </Checkbox>
        </li>
      ))}
      {list.length > listed && <li className="quiet">另有 {list.length - listed} 处，随本组一起勾选。</li>}
    </ul>
  )
}

/** Blanks are drawn, for they are what is changed. */
const seen = (text: string): string => text.replace(/\u3000/g, '□').replace(/[ \t\u00a0]/g, '·')

function Words({ group, before, after }: Arrangement) {
  if (group === 'empty') return <>删除空段落</>
  if (group === 'heading' || group === 'align') return <>{before.split(':')[0]} → {after}</>
  const drawn = group === 'indent' || group === 'spaces' ? seen : (text: string) => text
  return (
    <span className="diff">
      {editsOf(drawn(before), drawn(after)).map(({ op, text }, i) => (op === 'delete' ? <del key={i}>{text}</del> : op === 'insert' ? <ins key={i}>{text}</ins> : <span key={i}>{text}</span>))}
    </span>
  )
}

/** Makes the chosen changes in the editor where they stand, so that what is fastened to the other words stays fastened: one step of undo. */
export function applyArrangement(editor: Editor, body: Body, chosen: ReadonlySet<string>): void {
  const next = arrangedBlocks(body, chosen)
  editor
    .chain()
    .command(({ tr }) => {
      const starts: number[] = []
      tr.doc.forEach((_node, pos) => starts.push(pos))
      for (let i = next.length - 1; i >= 0; i--) {
        const [block, pos, node] = [next[i]!, starts[i]!, tr.doc.child(i)]
        if (block === body.content[i]) continue
        if (block === null) {
          tr.delete(pos, pos + node.nodeSize)
          continue
        }
        const after = editor.schema.nodeFromJSON(block)
        const textOf = (one: typeof node) => one.textBetween(0, one.content.size, noWord, noWord)
        let at = pos + 1
        for (const { op, text } of editsOf(textOf(node), textOf(after))) {
          if (op === 'equal') at += text.length
          else if (op === 'delete') tr.delete(at, at + text.length)
          else {
            tr.insertText(text, at)
            at += text.length
          }
        }
        tr.setNodeMarkup(pos, after.type, after.attrs)
      }
      return tr.docChanged
    })
    .setMeta('officialNumbering', true)
    .run()
}
