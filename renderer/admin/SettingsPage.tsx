import { App, Button, Form, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import type { Settings } from '#core/office/settings'
import { useAct, useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { Leaving } from '../ui/leaving.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, RefusalNote, SentError } from '../ui/states.tsx'
import { fieldsOf, settingsOf, type SettingsFields } from './settings-fields.ts'
import { HoursFields, NumberFields, SiteFields, WordFields } from './SettingsForms.tsx'
import type { Output } from '#core/api/contract'

/** 设置: what an office sets for itself. One form, one save, one entry in the trail. */
export function SettingsPage() {
  const settings = useAsk('settings.get', {})
  return <Answered of={settings}>{data => <Editor data={data} />}</Answered>
}

function Editor({ data }: { data: Output<'settings.get'> }) {
  const [form] = Form.useForm<SettingsFields>()
  const { message } = App.useApp()
  const address = useAddress()
  const save = useAct('settings.save', { quiet: true })
  const [touched, setTouched] = useState(false)
  const [saw, setSaw] = useState(data.settings)
  const touch = () => {
    if (!touched) setSaw(data.settings)
    setTouched(true)
  }
  const barred = data.may.save
  useEffect(() => {
    if (!touched) form.setFieldsValue(fieldsOf(data.settings))
  }, [data.settings, touched, form])
  const submit = async () => {
    await form
      .validateFields()
      .catch(() =>
        message.warning('有几处填写不完整，请查看各页的红字提示。').then(() => Promise.reject(new Error('incomplete'))),
      )
    const settings: Settings = settingsOf(form.getFieldsValue(true) as SettingsFields, data.settings)
    save.mutate({ settings, saw }, { onSuccess: () => (setTouched(false), void message.success('设置已保存。')) })
  }
  const reset = () => {
    form.setFieldsValue(fieldsOf(data.settings))
    save.reset()
    setTouched(false)
  }
  return (
    <Screen
      title="设置"
      actions={
        <>
          <RefusalNote refusal={barred} />
          {touched && <Button onClick={reset}>放弃改动</Button>}
          <Button
            type="primary"
            loading={save.isPending}
            disabled={barred !== null || !touched}
            onClick={() => void submit().catch(() => undefined)}
          >
            保存设置
          </Button>
        </>
      }
    >
      <Leaving unsaved={touched} />
      <SentError error={save.error} />
      <Sheet>
        <Form
          form={form}
          layout="vertical"
          disabled={barred !== null}
          initialValues={fieldsOf(data.settings)}
          onValuesChange={touch}
          className="settings-form"
        >
          <Tabs
            activeKey={address.get('tab') || 'site'}
            onChange={tab => address.set({ tab })}
            items={[
              { key: 'site', label: '网站信息', forceRender: true, children: <SiteFields /> },
              {
                key: 'hours',
                label: '办公时间',
                forceRender: true,
                children: <HoursFields years={data.calendarYears} />,
              },
              { key: 'number', label: '索引号', forceRender: true, children: <NumberFields /> },
              { key: 'words', label: '用语与名单', forceRender: true, children: <WordFields /> },
            ]}
          />
        </Form>
      </Sheet>
    </Screen>
  )
}
