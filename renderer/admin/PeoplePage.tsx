import { PlusOutlined, WarningFilled } from '@ant-design/icons'
import { Alert, App, Button, Checkbox, Input, Switch, Tooltip } from 'antd'
import { useMemo, useState } from 'react'
import type { Output } from '#core/api/contract'
import type { PersonRecord } from '#core/office/events'
import { roles, roleZh, type Role } from '#core/people/roles'
import { floorKinds, stageFacts } from '#core/workflow/stages'
import { ask, Refused } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { useKeptAddress } from '../ui/kept-address.ts'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, EmptyState, RefusalNote } from '../ui/states.tsx'
import { todayZh } from '../ui/time.tsx'
import { joined } from './apart.ts'
import { conflictOf } from './conflicts.ts'
import { Leaving } from '../ui/leaving.tsx'
import { PersonDrawer, recordOf } from './PersonDrawer.tsx'

type People = Output<'people.list'>
export type Person = People['people'][number]

const kept = ['disabled']

/** Ticks not yet saved, by person, and the record they were made on. */
type Drafts = ReadonlyMap<string, { roles: Role[]; saw: PersonRecord }>

/** 人员与岗位: people × roles. Ticks are gathered and saved together, one entry in the trail a person. */
export function PeoplePage() {
  const people = useAsk('people.list', {})
  return <Answered of={people}>{data => <Matrix data={data} />}</Answered>
}

function Matrix({ data }: { data: People }) {
  useKeptAddress('people', kept)
  const address = useAddress()
  const [drafts, setDrafts] = useState<Drafts>(new Map())
  const [words, setWords] = useState('')
  const withDisabled = address.get('disabled') === 'shown'
  const shown = data.people.filter(
    person =>
      (withDisabled || !person.disabled) && `${person.name}${person.account}${person.title}`.includes(words.trim()),
  )
  const rolesOf = (person: Person) => drafts.get(person.id)?.roles ?? person.roles
  const toggle = (person: Person, role: Role, on: boolean) => {
    const next = on
      ? roles.filter(one => one === role || rolesOf(person).includes(one))
      : rolesOf(person).filter(one => one !== role)
    const same = next.length === person.roles.length && next.every(one => person.roles.includes(one))
    setDrafts(before => {
      const after = new Map(before)
      if (same) after.delete(person.id)
      else after.set(person.id, { roles: next, saw: before.get(person.id)?.saw ?? recordOf(person) })
      return after
    })
  }
  const rebase = (person: Person) =>
    setDrafts(before => {
      const { roles: held, saw } = before.get(person.id)!
      const both = joined(saw.roles, person.roles, held)
      return new Map(before).set(person.id, { roles: roles.filter(role => both.includes(role)), saw: recordOf(person) })
    })
  const forget = (id: string) => setDrafts(before => new Map([...before].filter(([one]) => one !== id)))
  const opened = address.get('person')
  const close = () => address.set({ person: '' })
  return (
    <Screen
      title="人员与岗位"
      note={`${data.people.filter(person => !person.disabled).length} 人在用`}
      actions={
        <>
          <RefusalNote refusal={data.may.add} />
          <Button
            type="primary"
            icon={<PlusOutlined />}
            disabled={data.may.add !== null}
            onClick={() => address.set({ person: 'new' })}
          >
            新增人员
          </Button>
        </>
      }
    >
      <Vacancies people={data.people} />
      <Sheet
        className="sheet-flush"
        title={
          <Input.Search
            className="people-search"
            allowClear
            placeholder="姓名、登录名或职务"
            aria-label="查找人员"
            value={words}
            onChange={event => setWords(event.target.value)}
          />
        }
        extra={
          <label className="switch-label">
            <Switch size="small" checked={withDisabled} onChange={on => address.set({ disabled: on ? 'shown' : undefined })} /> 显示停用人员
          </label>
        }
      >
        <div className="matrix-room">
          <table className="matrix">
            <thead>
              <tr>
                <th scope="col">人员</th>
                {roles.map(role => (
                  <th key={role} scope="col">
                    <span>{roleZh[role]}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(person => (
                <Row
                  key={person.id}
                  person={person}
                  held={rolesOf(person)}
                  changed={drafts.has(person.id)}
                  sections={data.sections}
                  locked={data.may.change !== null}
                  onToggle={(role, on) => toggle(person, role, on)}
                  onOpen={() => address.set({ person: person.id })}
                />
              ))}
            </tbody>
          </table>
          {shown.length === 0 && <EmptyState title="没有找到符合的人员" />}
        </div>
      </Sheet>
      {drafts.size > 0 && <SaveBar drafts={drafts} onSaved={forget} onRebase={rebase} onAbandon={() => setDrafts(new Map())} />}
      <p className="quiet matrix-help">
        点姓名可修改资料、设置休假、重设密码或停用。岗位决定一个人能办哪些环节；同一篇稿件上的回避由系统逐篇判断。
      </p>
      <PersonDrawer
        key={opened}
        person={data.people.find(person => person.id === opened) ?? null}
        open={opened !== ''}
        sections={data.sections}
        may={data.may}
        onClose={close}
      />
      <Leaving unsaved={drafts.size > 0} what="有人员的岗位改动还没有保存。" />
    </Screen>
  )
}

/** The roles no road can do without, and those who write and publish. */
const needed = [...new Set<Role>(['editor', ...floorKinds.map(kind => stageFacts[kind].role), 'publisher'])]

/** Roles that nobody holds yet: what a new office still has to fill. */
function Vacancies({ people }: { people: Person[] }) {
  const vacant = needed.filter(role => !people.some(person => !person.disabled && person.roles.includes(role)))
  if (vacant.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={`这些岗位还没有人：${vacant.map(role => roleZh[role]).join('、')}。补齐之前，稿件不能走完审校和发布。`}
    />
  )
}

type RowProps = {
  person: Person
  held: Role[]
  changed: boolean
  sections: People['sections']
  locked: boolean
  onToggle(role: Role, on: boolean): void
  onOpen(): void
}

function Row({ person, held, changed, sections, locked, onToggle, onOpen }: RowProps) {
  const conflict = useMemo(() => conflictOf(held), [held])
  const section = sections.find(one => one.id === person.section)?.name
  const today = todayZh()
  const leave = person.away.find(one => one.from <= today && today <= one.to)
  return (
    <tr className={changed ? 'changed' : person.disabled ? 'disabled' : ''}>
      <th scope="row">
        <button type="button" className="person" onClick={onOpen}>
          {person.name}
        </button>
        {conflict && (
          <Tooltip title={conflict.zh}>
            <span className="conflict-mark" role="img" aria-label={`岗位冲突：${conflict.zh}`}>
              <WarningFilled /> 冲突
            </span>
          </Tooltip>
        )}
        {person.disabled && <span className="small-mark">已停用</span>}
        {leave && <span className="small-mark">休假至 {leave.to.slice(5)}</span>}
        {person.mustChange && !person.disabled && <span className="small-mark">待改密码</span>}
        <span className="quiet person-facts ellipsis">
          {[section, person.title].filter(Boolean).join('·') || person.account}
        </span>
      </th>
      {roles.map(role => (
        <td key={role} className={conflict?.roles.includes(role) && held.includes(role) ? 'conflict' : ''}>
          <Checkbox
            checked={held.includes(role)}
            disabled={locked || person.disabled}
            onChange={event => onToggle(role, event.target.checked)}
            aria-label={`${person.name} ${roleZh[role]}`}
          />
        </td>
      ))}
    </tr>
  )
}

type BarProps = { drafts: Drafts; onSaved(id: string): void; /** Somebody else saved this person meanwhile: the ticks go on top of that. */ onRebase(person: Person): void; onAbandon(): void }

function SaveBar({ drafts, onSaved, onRebase, onAbandon }: BarProps) {
  const change = useAct('people.change', { quiet: false })
  const { message } = App.useApp()
  const [saving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    let last = ''
    try {
      for (const [id, { roles, saw }] of drafts) {
        last = id
        await change.mutateAsync({ person: { ...saw, roles }, saw })
        onSaved(id)
      }
      void message.success(`已保存 ${drafts.size} 人的岗位。`)
    } catch (error) {
      // Said in a message by the command; the ticks stay as they are, in the rows as they were saved meanwhile.
      if (!(error instanceof Refused) || error.refusal.code !== 'saved-meanwhile') return
      const now = (await ask('people.list', {})).people.find(person => person.id === last)
      if (now) onRebase(now)
    } finally {
      setSaving(false)
    }
  }
  const names = [...drafts.values()].map(({ saw }) => saw.name)
  return (
    <div className="save-bar">
      <Alert type="info" showIcon title={`${names.join('、')} 的岗位有改动，尚未保存。`} />
      <Button disabled={saving} onClick={onAbandon}>
        放弃改动
      </Button>
      <Button type="primary" loading={saving} onClick={() => void save()}>
        保存岗位
      </Button>
    </div>
  )
}
