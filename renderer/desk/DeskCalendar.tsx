import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Calendar, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { Link } from 'react-router'
import type { Output } from '#core/api/contract'
import { publishedCalendar, type Calendar as HolidayCalendar } from '#core/calendar/workdays'
import { officeCalendar } from '#core/office/settings'
import { useAsk } from '../ask.ts'
import { useAddress } from '../ui/address.ts'
import { pathOf, releasePath } from '../ui/links.ts'
import { useMe } from '../ui/me.tsx'
import { Sheet } from '../ui/screen.tsx'
import { ErrorState } from '../ui/states.tsx'
import { dayZh, timeZh, todayZh } from '../ui/time.tsx'

type Item = Output<'desk.calendar'>['items'][number]
const kindZh: Record<Item['kind'], string> = { due: '待我办理', mine: '我的稿件到期', embargo: '定时发布', reply: '希望答复' }
const listed = 3

/** What the day is: 休 with the holiday's name, 班 for a weekend that is worked; the office's own days come first. */
function dayMark(day: string, { years, extra }: HolidayCalendar): { sign: '休' | '班'; name: string } | null {
  if (extra?.off?.includes(day)) return { sign: '休', name: '本单位放假' }
  if (extra?.on?.includes(day)) return { sign: '班', name: '本单位上班' }
  const year = years[Number(day.slice(0, 4))]
  const holiday = year?.holidays[day]
  if (holiday) return { sign: '休', name: holiday }
  const worked = year?.makeUpWorkdays[day]
  return worked ? { sign: '班', name: `${worked}调休` } : null
}

/** The month: what is due and what is to be released, on its day, with the days off and the weekends worked. */
export function DeskCalendar() {
  const { get, set } = useAddress()
  const day = /^\d{4}-\d{2}-\d{2}$/.test(get('day')) ? get('day') : todayZh()
  const month = dayjs(day)
  const from = month.startOf('month').subtract(7, 'day').format('YYYY-MM-DD')
  const to = month.endOf('month').add(14, 'day').format('YYYY-MM-DD')
  const items = useAsk('desk.calendar', { from, to }, { placeholderData: before => before })
  const settings = useAsk('settings.get', {}, { staleTime: 60_000 }).data
  const calendar = settings ? officeCalendar(settings.settings) : publishedCalendar
  const byDay = Map.groupBy(items.data?.items ?? [], item => dayZh(item.at))
  const unpublished = settings && !settings.calendarYears.includes(month.year())
  const cell = (date: Dayjs) => {
    const key = date.format('YYYY-MM-DD')
    const mark = dayMark(key, calendar)
    const here = byDay.get(key) ?? []
    return (
      <div className="day" title={mark?.name}>
        {mark && <span className={mark.sign === '休' ? 'day-off' : 'day-on'}>{mark.sign}</span>}
        {here.slice(0, listed).map(item => (
          <span key={`${item.kind}-${item.summary.id}`} className={`day-item day-${item.kind}`}>
            {item.summary.title || '（无标题）'}
          </span>
        ))}
        {here.length > listed && <span className="quiet">另 {here.length - listed} 件</span>}
        {here.length > 0 && <span className="day-count">{here.length} 件</span>}
      </div>
    )
  }
  if (items.error) return <ErrorState error={items.error} retry={items.refetch} />
  return (
    <div className="desk-calendar">
      <Sheet className="sheet-flush">
        {unpublished && <p className="due calendar-note">尚无 {month.year()} 年的放假安排，这一年的日历不标休、班。</p>}
        <Calendar value={month} mode="month" headerRender={() => <Months month={month} onGo={date => set({ day: date.format('YYYY-MM-DD') })} />} onSelect={date => set({ day: date.format('YYYY-MM-DD') })} cellRender={(date, { type }) => (type === 'date' ? cell(date) : null)} />
      </Sheet>
      <DayList day={day} items={byDay.get(day) ?? []} name={dayMark(day, calendar)} />
    </div>
  )
}

/** From month to month, and back to today. */
function Months({ month, onGo }: { month: Dayjs; onGo(date: Dayjs): void }) {
  return (
    <div className="months">
      <Button size="small" icon={<LeftOutlined />} aria-label="上个月" title="上个月" onClick={() => onGo(month.subtract(1, 'month'))} />
      <h2>{month.format('YYYY年M月')}</h2>
      <Button size="small" icon={<RightOutlined />} aria-label="下个月" title="下个月" onClick={() => onGo(month.add(1, 'month'))} />
      <Button size="small" onClick={() => onGo(dayjs(todayZh()))}>
        今天
      </Button>
    </div>
  )
}

function DayList({ day, items, name }: { day: string; items: readonly Item[]; name: ReturnType<typeof dayMark> }) {
  const me = useMe()
  return (
    <Sheet className="day-list" title={`${day}${name ? ` · ${name.sign}（${name.name}）` : ''}`}>
      {items.length === 0 && <p className="quiet">这一天没有到期和定时发布的稿件。</p>}
      <ul>
        {items.map(({ kind, at, summary }) => (
          <li key={`${kind}-${summary.id}`}>
            <Tag className="tag">{kindZh[kind]}</Tag>
            <Link to={kind === 'embargo' ? releasePath(summary.id) : pathOf(summary, me.person.id)}>{summary.title || '（无标题）'}</Link>
            <span className="quiet">
              {kind !== 'reply' && timeZh(at).slice(11)} {summary.stageName ?? ''}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
