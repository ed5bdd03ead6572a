import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { dayForms, typedDay } from '../ui/typed-day.ts'

type DateFieldProps = { id: string; /** `YYYY-MM-DD`, or empty. */ value: string; onChange(value: string): void; disabled: boolean }

/** A day, chosen or typed. What is typed and is no day changes nothing, and says so. */
export function DateField({ id, value, onChange, disabled }: DateFieldProps) {
  const [wrong, setWrong] = useState<string | null>(null)
  /** The library leaves what it does not read in the box: it is drawn anew, with the day that holds. */
  const [drawn, setDrawn] = useState(0)
  const left = (text: string) => {
    const day = typedDay(text)
    setWrong(text === '' || day ? null : text)
    if (day !== null && day !== value) onChange(day)
    if (day !== text && text !== '') setDrawn(drawn + 1)
  }
  return (
    <>
      <DatePicker
        key={drawn}
        id={id}
        className="wide"
        disabled={disabled}
        format={dayForms}
        value={value ? dayjs(value) : null}
        placeholder="如 2026-11-28"
        {...(wrong !== null && { status: 'error' as const })}
        onChange={day => {
          setWrong(null)
          onChange(day ? day.format('YYYY-MM-DD') : '')
        }}
        onBlur={event => left((event.target as HTMLInputElement).value.trim())}
      />
      {wrong !== null && (
        <p className="field-wrong" role="alert">
          “{wrong}”不是日期，没有改动。请写成 <span className="unbroken">2026-11-28</span> 的样子。
        </p>
      )}
    </>
  )
}
