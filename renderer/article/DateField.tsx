import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import { useState } from 'react'

dayjs.extend(customParseFormat)

/** How people write a day, the first as it is shown. */
const forms = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYY年M月D日', 'YYYY/M/D', 'YYYY.M.D']

type DateFieldProps = { id: string; /** `YYYY-MM-DD`, or empty. */ value: string; onChange(value: string): void; disabled: boolean }

/** A day, chosen or typed. What is typed and is no day changes nothing, and says so. */
export function DateField({ id, value, onChange, disabled }: DateFieldProps) {
  const [wrong, setWrong] = useState<string | null>(null)
  /** The library leaves what is no day in the box: it is drawn anew, with the day that still holds. */
  const [drawn, setDrawn] = useState(0)
  const left = (text: string) => {
    const isDay = text === '' || forms.some(form => dayjs(text, form, true).isValid())
    setWrong(isDay ? null : text)
    if (!isDay) setDrawn(drawn + 1)
  }
  return (
    <>
      <DatePicker
        key={drawn}
        id={id}
        className="wide"
        disabled={disabled}
        format={forms}
        value={value ? dayjs(value) : null}
        placeholder="选择日期，或者写 2026-11-28"
        {...(wrong !== null && { status: 'error' as const })}
        onChange={day => {
          setWrong(null)
          onChange(day ? day.format('YYYY-MM-DD') : '')
        }}
        onBlur={event => left((event.target as HTMLInputElement).value.trim())}
      />
      {wrong !== null && (
        <p className="field-wrong" role="alert">
          “{wrong}”不是日期，没有改动。请写成 2026-11-28 的样子。
        </p>
      )}
    </>
  )
}
