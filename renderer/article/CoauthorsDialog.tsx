import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Output } from '#core/api/contract'
import { holdsAdministration } from '#core/people/roles'
import { refusalZh } from '#core/refusals.zh'
import { useAct } from '../ask.ts'
import { PersonName, useDirectory } from '../ui/names.tsx'
import { SentError } from '../ui/states.tsx'

type View = Output<'article.open'>

/** 共同作者: who writes this article together. Like the author they hold none of its stages (F2). */
export function CoauthorsDialog({ view, onClose }: { view: View; onClose(): void }) {
  const { summary, coauthors, mayRemove } = view
  const names = useDirectory()
  const add = useAct('article.addCoauthor', { quiet: true })
  const remove = useAct('article.removeCoauthor', { quiet: true })
  const [chosen, setChosen] = useState<string | null>(null)
  const writers = names.people.filter(person => person.roles.includes('editor') && !person.disabled && !holdsAdministration(person) && person.id !== summary.author && !coauthors.includes(person.id))
  return (
    <Modal open title="共同作者" width={480} footer={<Button onClick={onClose}>关闭</Button>} onCancel={onClose}>
      <p className="quiet">共同作者可以修改本稿、提交送审；与作者一样，不办理本稿的任何环节。写过版本的，不能再移除。</p>
      <ul className="coauthors">
        <li>
          <PersonName id={summary.author} full />
          <span className="quiet">作者</span>
        </li>
        {coauthors.map(id => {
          const kept = mayRemove[id]
          return (
            <li key={id}>
              <PersonName id={id} full />
              {kept ? (
                <span className="quiet">{refusalZh(kept, { person: names.person, stage: stage => stage })}</span>
              ) : (
                <Button size="small" aria-label={`移除共同作者 ${names.person(id)}`} loading={remove.isPending} onClick={() => remove.mutate({ id: summary.id, person: id })}>
                  移除
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <div className="coauthor-add">
        <Select
          aria-label="添加共同作者" placeholder="选择一位编辑" showSearch={{ optionFilterProp: 'label' }} value={chosen} onChange={setChosen}
          options={writers.map(({ id, name, section }) => ({ value: id, label: [name, names.section(section)].filter(Boolean).join(' · ') }))}
          notFoundContent="没有别的编辑可以添加"
        />
        <Button disabled={chosen === null} loading={add.isPending} onClick={() => chosen !== null && add.mutate({ id: summary.id, person: chosen }, { onSuccess: () => setChosen(null) })}>
          添加
        </Button>
      </div>
      <SentError error={add.error ?? remove.error} />
    </Modal>
  )
}
