import { Alert, App, Button, Switch, Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '#core/api/contract'
import { gradeZh, kindZh } from '#core/article/content'
import type { Template } from '#core/workflow/template'
import { useAct, useAsk } from '../ask.ts'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, RefusalNote } from '../ui/states.tsx'
import { Road } from './Road.tsx'

type Templates = Output<'template.list'>

/** 流程模板: every road of the office, which of them new submissions take, and for what. */
export function TemplatesPage() {
  const list = useAsk('template.list', {})
  return (
    <Screen title="流程模板" note="修改只影响以后提交的稿件；已提交的稿件按提交时的流程走完">
      <Answered of={list}>{data => <List data={data} />}</Answered>
    </Screen>
  )
}

function List({ data }: { data: Templates }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const activate = useAct('template.activate')
  const setActive = (id: string, on: boolean) => {
    const active = on ? [...data.active, id] : data.active.filter(one => one !== id)
    if (active.length === 0) return void message.warning('至少要启用一个流程，否则稿件无法提交。请先启用另一个。')
    activate.mutate(
      { active, saw: data.active },
      { onSuccess: () => void message.success(on ? '已启用。' : '已停用，进行中的稿件不受影响。') },
    )
  }
  return (
    <>
      {data.may.save && (
        <p className="page-alert">
          <RefusalNote refusal={data.may.save} />
        </p>
      )}
      <Overlap data={data} />
      {data.templates.map(template => {
        const on = data.active.includes(template.id)
        return (
          <Sheet
            key={template.id}
            title={
              <>
                {template.name} <span className="quiet plain">第 {template.version} 版</span>
              </>
            }
            extra={
              <span className="row-actions">
                <label className="switch-label">
                  <Switch
                    size="small"
                    checked={on}
                    loading={activate.isPending}
                    disabled={data.may.save !== null}
                    onChange={next => setActive(template.id, next)}
                  />{' '}
                  {on ? '已启用' : '未启用'}
                </label>
                <Button onClick={() => void navigate(`/admin/templates/${template.id}`)}>
                  {data.may.save ? '查看' : '编辑'}
                </Button>
                <Button
                  disabled={data.may.save !== null}
                  onClick={() => void navigate(`/admin/templates/new?from=${template.id}`)}
                >
                  复制为新流程
                </Button>
              </span>
            }
          >
            <Scope template={template} />
            <Road stages={template.stages} />
          </Sheet>
        )
      })}
      <p className="quiet page-help">一篇稿件按体裁和级别选用流程：写明体裁的优先，其次是写明级别的，再次是不限的。</p>
    </>
  )
}

/** Two active roads for the same kinds and grades: only the first by id is ever taken (`templateFor`). */
function Overlap({ data }: { data: Templates }) {
  const scope = (one: Template) => `${[...one.kinds].sort().join()}|${[...one.grades].sort().join()}`
  const active = data.templates.filter(one => data.active.includes(one.id)).sort((a, b) => a.id.localeCompare(b.id))
  const double = active.find((one, i) => active.slice(0, i).some(other => scope(other) === scope(one)))
  const taken = double && active.find(one => scope(one) === scope(double))
  if (!taken) return null
  return (
    <Alert
      className="page-alert"
      type="warning"
      showIcon
      title={`“${taken.name}”和“${double.name}”的适用范围相同，提交时只会用到“${taken.name}”。请停用其中一个，或为其限定体裁、级别。`}
    />
  )
}

function Scope({ template }: { template: Template }) {
  const { kinds, grades, switches } = template
  const scope = [
    kinds.length ? kinds.map(kind => kindZh[kind]).join('、') : '全部体裁',
    grades.length ? grades.map(grade => gradeZh[grade]).join('、') : '全部级别',
  ].join(' · ')
  const allowed = [
    switches.sameLevel && '同级审校可一人',
    switches.finalSigns && '终审可兼签发',
    switches.confidentialityFinal && '保密审查可兼终审',
  ].filter(Boolean)
  return (
    <p className="scope">
      适用：{scope}
      {allowed.map(zh => (
        <Tag key={String(zh)} className="tag">
          {zh}
        </Tag>
      ))}
    </p>
  )
}
