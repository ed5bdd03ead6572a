import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber } from 'antd'
import type { Rule } from 'antd/es/form'
import { hoursAsTyped } from './hours.ts'
import { lines } from './settings-fields.ts'
import { daysOf } from './year-days.ts'

/** Facts for the government page tags (国办发〔2017〕47号). */
export const SiteFields = () => (
  <>
    <p className="quiet form-lead">用于生成网页的政府网站标签（国办发〔2017〕47号）。缺少时不能导出到网站。</p>
    <div className="form-grid">
      <Form.Item name={['site', 'name']} label="网站名称">
        <Input maxLength={100} placeholder="例如：某某区民政局" />
      </Form.Item>
      <Form.Item name={['site', 'domain']} label="网站域名">
        <Input maxLength={100} placeholder="例如：www.example.gov.cn" />
      </Form.Item>
      <Form.Item
        name={['site', 'idCode']}
        label="网站标识码"
        extra="全国政府网站信息系统中的 10 位标识码。"
        rules={[{ pattern: /^([a-z]{2}\d{8}|\d{10})?$/, message: '标识码为 10 位' }]}
      >
        <Input maxLength={10} placeholder="例如：3701040012" />
      </Form.Item>
    </div>
    <h2>栏目</h2>
    <Form.List name={['site', 'columns']}>
      {(fields, { add, remove }) => (
        <div className="columns-list">
          {fields.map(field => (
            <div key={field.key}>
              <Form.Item label="名称" name={[field.name, 'name']} rules={[{ required: true, message: '请填写' }]}>
                <Input aria-label="栏目名称" placeholder="栏目名称" maxLength={60} />
              </Form.Item>
              <Form.Item label="类别" name={[field.name, 'type']}>
                <Input aria-label="栏目类别" placeholder="类别" maxLength={20} />
              </Form.Item>
              <Form.Item label="描述" name={[field.name, 'description']}>
                <Input aria-label="栏目描述" placeholder="描述" maxLength={200} />
              </Form.Item>
              <Form.Item label="关键词" name={[field.name, 'keywords']}>
                <Input aria-label="栏目关键词" placeholder="关键词" maxLength={200} />
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label="删除栏目" onClick={() => remove(field.name)} />
            </div>
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            onClick={() => add({ name: '', type: '', description: '', keywords: '' })}
          >
            增加栏目
          </Button>
        </div>
      )}
    </Form.List>
  </>
)

const time: Rule = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: '应写成 09:00' }
/** The office itself refuses hours that do not go forward; said here beside the field. */
const later =
  (n: number): Rule =>
  ({ getFieldValue }) => ({
    validator: (_, to: string) => (to && to <= (getFieldValue(['hours', n, 'from']) as string) ? Promise.reject(new Error('应晚于开始')) : Promise.resolve()),
  })
const days: Rule = {
  validator: (_, text: string) =>
    lines(text).every(day => /^\d{4}-\d{2}-\d{2}$/.test(day))
      ? Promise.resolve()
      : Promise.reject(new Error('每行一个日期，写成 2026-10-01')),
}

const runs: Rule = {
  validator: (_, text: string) => {
    const read = daysOf(text)
    return 'days' in read ? Promise.resolve() : Promise.reject(new Error(`“${read.wrong}”应写成 2027-01-01，或 2027-01-01 至 2027-01-03`))
  },
}

/** Office hours, the days beside the national calendar, and the years that came after the program. */
export const HoursFields = ({ years }: { years: readonly number[] }) => (
  <>
    <p className="quiet form-lead">
      环节的时限按工作小时计算。程序已内置 {years.length ? `${Math.min(...years)}–${Math.max(...years)} 年` : ''}
      国务院办公厅公布的放假和调休安排。
    </p>
    <Form.Item label="每个工作日的办公时间" required>
      <Form.List name="hours">
        {(fields, { add, remove }) => (
          <div className="hours-list">
            {fields.map(field => (
              <div key={field.key}>
                <Form.Item name={[field.name, 'from']} rules={[{ required: true, message: '请填写' }, time]}>
                  <Input aria-label="开始" placeholder="09:00" maxLength={5} />
                </Form.Item>
                <span>至</span>
                <Form.Item name={[field.name, 'to']} dependencies={[['hours', field.name, 'from']]} rules={[{ required: true, message: '请填写' }, time, later(field.name)]}>
                  <Input aria-label="结束" placeholder="12:00" maxLength={5} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label="删除这段时间"
                  disabled={fields.length === 1}
                  onClick={() => remove(field.name)}
                />
              </div>
            ))}
            <Button
              type="dashed"
              icon={<PlusOutlined />}
              disabled={fields.length >= 4}
              onClick={() => add({ from: '', to: '' })}
            >
              增加一段
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
    <div className="form-grid">
      <Form.Item name="extraDaysOff" label="另外放假的日子" extra="地方性节假日等，每行一个日期。" rules={[days]}>
        <Input.TextArea rows={4} placeholder="2026-11-25" />
      </Form.Item>
      <Form.Item name="extraWorkdays" label="另外上班的日子" extra="每行一个日期。" rules={[days]}>
        <Input.TextArea rows={4} />
      </Form.Item>
    </div>
    <h2>程序里还没有的年份</h2>
    <p className="quiet form-lead">国务院办公厅公布新一年的放假安排后，在这里录入，时限和公开期限才能推算到那一年。周六、周日不必写。</p>
    <Form.List name="years">
      {(fields, { add, remove }) => (
        <div className="years-list">
          {fields.map(field => (
            <div key={field.key}>
              <Form.Item label="年份" name={[field.name, 'year']} rules={[{ required: true, message: '请填写' }]}>
                <InputNumber min={2024} max={2099} />
              </Form.Item>
              <Form.Item label="依据的通知" name={[field.name, 'source']} rules={[{ required: true, min: 4, message: '请写明文件名称或文号' }]}>
                <Input maxLength={200} placeholder="国务院办公厅关于2027年部分节假日安排的通知" />
              </Form.Item>
              <Form.Item label="放假的日子" name={[field.name, 'off']} rules={[{ required: true, message: '请填写' }, runs]}>
                <Input.TextArea rows={4} placeholder={'2027-01-01 至 2027-01-03\n2027-02-05 至 2027-02-11'} />
              </Form.Item>
              <Form.Item label="调休上班的日子" name={[field.name, 'on']} rules={[runs]}>
                <Input.TextArea rows={4} placeholder="2027-02-14" />
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label="删除这一年" onClick={() => remove(field.name)} />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({ year: Math.max(...years) + 1, source: '', off: '', on: '' })}>
            录入 {Math.max(...years) + 1} 年
          </Button>
        </div>
      )}
    </Form.List>
    <Form.Item
      name="leaseMinutes"
      label="认领有效时间"
      extra="到时未办结，稿件自动回到待认领。"
      rules={[{ required: true, message: '请填写' }]}
    >
      <InputNumber min={10} max={2880} step={10} suffix="分钟" />
    </Form.Item>
    <Form.Item
      name="remindHours"
      label="两次催办的间隔"
      extra="同一环节在这段工作时间内只能催办一次；不填为 2 小时。"
      getValueFromEvent={(hours: number | null) => hours ?? undefined}
    >
      <InputNumber min={0.5} max={40} step={0.5} formatter={hoursAsTyped} suffix="工作小时" />
    </Form.Item>
  </>
)

const tokens = [
  ['{uscc18}', '统一社会信用代码（18 位）'],
  ['{orgCode9}', '组织机构代码（9 位）'],
  ['{area6}', '行政区划代码（6 位）'],
  ['{dept}', '部门代码'],
  ['{yyyy}', '年'],
  ['{yyyyMM}', '年月'],
  ['{yyyyMMdd}', '年月日'],
  ['{serial:5}', '流水号，数字为位数'],
] as const

/** How index numbers are made, and the facts they are made of. */
export const NumberFields = () => (
  <>
    <Form.Item
      name="indexPattern"
      label="索引号格式"
      extra="取号后不再重复使用；作废的稿件也不退号。"
      rules={[
        { required: true, max: 100, message: '请填写格式' },
        { pattern: /\{serial:\d\}/, message: '格式中须有流水号，例如 {serial:5}' },
      ]}
    >
      <Input className="mono" maxLength={100} />
    </Form.Item>
    <ul className="tokens">
      {tokens.map(([token, zh]) => (
        <li key={token}>
          <code className="mono">{token}</code> {zh}
        </li>
      ))}
    </ul>
    <div className="form-grid">
      {tokens.slice(0, 4).map(([token, zh]) => (
        <Form.Item key={token} name={['indexFacts', token.slice(1, -1)]} label={zh}>
          <Input maxLength={40} />
        </Form.Item>
      ))}
    </div>
  </>
)

const each = (min: number, max: number, least: number, most: number): Rule => ({
  validator: (_, text: string) => {
    const found = lines(text)
    if (found.length < least) return Promise.reject(new Error('至少保留一条'))
    if (found.length > most) return Promise.reject(new Error(`最多 ${most} 条`))
    const bad = found.find(line => line.length < min || line.length > max)
    return bad === undefined
      ? Promise.resolve()
      : Promise.reject(new Error(`“${bad.slice(0, 20)}”应为 ${min}–${max} 字`))
  },
})

/** Phrases offered while judging, and the names a proofreader may never change. */
export const WordFields = () => (
  <div className="form-grid">
    <Form.Item name="cannedOpinions" label="常用意见" extra="每行一条，办理时可一键填入。" rules={[each(1, 200, 0, 50)]}>
      <Input.TextArea rows={7} />
    </Form.Item>
    <Form.Item name="returnCategories" label="退回类别" extra="每行一条，退回时必选其一。" rules={[each(1, 40, 1, 30)]}>
      <Input.TextArea rows={7} />
    </Form.Item>
    <Form.Item
      name="withholdGrounds"
      label="不予公开的依据"
      extra="每行一条，作出不予公开决定时必选其一。"
      rules={[each(1, 200, 1, 30)]}
    >
      <Input.TextArea rows={7} />
    </Form.Item>
    <Form.Item
      name="names"
      label="姓名、机构、地名"
      extra="每行一个。校对中改动其中任何一个，都算实质性修改。"
      rules={[each(2, 60, 0, 20_000)]}
    >
      <Input.TextArea rows={7} />
    </Form.Item>
  </div>
)
