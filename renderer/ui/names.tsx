import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Output } from '#core/api/contract'
import { roleZh } from '#core/people/roles'
import { refusalZh, type Names } from '#core/refusals.zh'
import { stageFacts, type StageKind } from '#core/workflow/stages'
import { ask, ConnectionLost, Refused } from '../api.ts'

export type Known = Output<'people.directory'>['people'][number]
/** Names for ids: everybody, the disabled ones too, because the past names them. */
export type Directory = Required<Names> & {
  people: Known[]
  sections: Output<'people.directory'>['sections']
  find(id: string): Known | undefined
}

const directoryMs = 60_000

/** Names for ids. Until they are known, ids stand as `…`. */
export function useDirectory(): Directory {
  const { data } = useQuery({
    queryKey: ['people.directory', {}],
    queryFn: () => ask('people.directory', {}),
    staleTime: directoryMs,
  })
  return useMemo(() => {
    const people = new Map(data?.people.map(person => [person.id, person]))
    const sections = new Map(data?.sections.map(section => [section.id, section.name]))
    return {
      people: data?.people ?? [],
      sections: data?.sections ?? [],
      find: id => people.get(id),
      person: id => people.get(id)?.name ?? (id === 'system' ? '系统' : data ? '未知人员' : '…'),
      section: id => sections.get(id) ?? '',
      stage: stageZh,
    }
  }, [data])
}

const stageZh = (id: string): string => (id in stageFacts ? stageFacts[id as StageKind].zh : '加设环节')

/** The one Chinese sentence of whatever went wrong. */
export function useSentence(): (error: unknown) => string {
  const names = useDirectory()
  return error => sentenceOf(error, names)
}

export function sentenceOf(error: unknown, names: Names): string {
  if (error instanceof Refused) return refusalZh(error.refusal, names)
  if (error instanceof ConnectionLost)
    return '与审校台的连接已中断，不能确定是否已经生效。您填写的内容仍在本页，请待连接恢复后再按一次：重复的操作只会生效一次。'
  return '页面出现意外，已保存的内容不受影响。请刷新页面后重试。'
}

/** 姓名, and on hover 姓名(科室·职务). `full` writes it out. */
export function PersonName({ id, full = false }: { id: string; full?: boolean }) {
  const names = useDirectory()
  const person = names.find(id)
  const more = person ? [names.section(person.section), person.title].filter(Boolean).join('·') : ''
  const left = person?.disabled ? '已停用' : ''
  if (full) {
    return (
      <span>
        {names.person(id)}
        {more && <span className="quiet">（{more}）</span>}
        {left && <span className="quiet"> {left}</span>}
      </span>
    )
  }
  const roles = person?.roles.map(role => roleZh[role]).join('、')
  return (
    <span
      title={person && `${person.name}${more ? `（${more}）` : ''}${roles ? ` ${roles}` : ''}${left ? ` ${left}` : ''}`}
    >
      {names.person(id)}
    </span>
  )
}

/** What a delegation is called on paper: the beginning of its id tells an office's few apart. */
export const delegationNumber = (id: string): string => id.slice(0, 8)
