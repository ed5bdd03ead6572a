import { App, Button, Form, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import type { Settings } from '#core/office/settings'
import { ask } from '../api.ts'
import { useAct, useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { Leaving } from '../ui/leaving.tsx'
import { Screen, Sheet } from '../ui/screen.tsx'
import { Answered, RefusalNote } from '../ui/states.tsx'
import { useMeanwhile } from './meanwhile.ts'
import { MeanwhileNote } from './MeanwhileNote.tsx'
import { fieldsOf, settingsOf, type SettingsFields } from './settings-fields.ts'
import { settingsPieces } from './settings-pieces.ts'
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
  const barred = data.may.save
  const typed = () => form.getFieldsValue(true) as SettingsFields
  const meanwhile = useMeanwhile<Settings, SettingsFields>({
    start: data.settings,
    fresh: async () => (await ask('settings.get', {})).settings,
    fields: fieldsOf,
    pieces: () => settingsPieces,
    now: typed,
    put: whole => form.setFieldsValue(whole),
  })
  const { restart } = meanwhile
  useEffect(() => {
    if (touched) return
    form.setFieldsValue(fieldsOf(data.settings))
    restart(data.settings)
  }, [data.settings, touched, form, restart])
  const submit = async () => {
    await form
      .validateFields()
      .catch(() =>
        message.warning('有几处填写不完整，请查看各页的红字提示。').then(() => Promise.reject(new Error('incomplete'))),
      )
    const { saw } = meanwhile
    save.mutate(
      { settings: settingsOf(typed(), saw), saw },
      { onSuccess: () => (setTouched(false), void message.success('设置已保存。')), onError: error => void meanwhile.meet(error) },
    )
  }
  const reset = () => {
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
      <MeanwhileNote of={meanwhile} error={save.error} />
      <Sheet>
        <Form
          form={form}
          layout="vertical"
          disabled={barred !== null}
          initialValues={fieldsOf(data.settings)}
          onValuesChange={() => setTouched(true)}
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
