import {
  AuditOutlined,
  BookOutlined,
  DesktopOutlined,
  FileTextOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
  SendOutlined,
  SettingOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Badge, Button, Dropdown, Tooltip } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { Navigate, NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import { roleZh } from '#core/people/roles'
import { api, ask, ConnectionLost, Refused } from '../api.ts'
import { useAsk } from '../ask.ts'
import { useConnected } from '../connection.ts'
import { followChanges } from '../live.ts'
import { PrintPreview } from '../print/PrintPreview.tsx'
import { Bell } from '../notices/Bell.tsx'
import { useArrivals } from './arrivals.tsx'
import { useDesktop } from './desktop.tsx'
import { PlaceLine, usePlace } from './place.tsx'
import { MeProvider, useMe, type Me } from './me.tsx'
import { prefer, usePreferences } from './preferences.ts'
import { useRecentArticles } from './palette-commands.ts'
import { SearchPalette } from './search-palette.tsx'
import { Screen, Sheet } from './screen.tsx'
import { EmptyState, ErrorState, Loading, RefusalNote } from './states.tsx'
import { useMedia } from './window-size.ts'
import './frame.css'

/** Lets in whoever is signed in, and leads everybody else to where they must go first. */
export function Frame() {
  const location = useLocation()
  const status = useAsk('office.status', {}, { staleTime: 60_000 })
  const me = useAsk('session.me', {}, { enabled: status.data?.ready === true })
  if (status.data?.ready === false) return <Navigate to="/setup" replace />
  const refusal = me.error instanceof Refused ? me.error.refusal.code : null
  const back = encodeURIComponent(location.pathname + location.search)
  // Whoever was at work here a moment ago is told why the sign-in stands before them again.
  const ended = me.data ? '&ended=yes' : ''
  if (refusal === 'not-signed-in') return <Navigate to={`/signin?to=${back}${ended}`} replace />
  if (refusal === 'password-must-change' || me.data?.person.mustChange)
    return <Navigate to={`/password?to=${back}`} replace />
  if (me.data) return <OpenFrame me={me.data} />
  const error = status.error ?? me.error
  const lost = status.failureReason ?? me.failureReason
  return (
    <div className="center-page">
      {error || lost instanceof ConnectionLost ? (
        <ErrorState error={error ?? lost} retry={() => location && me.refetch()} />
      ) : (
        <Loading />
      )}
      <PlaceLine />
    </div>
  )
}

function OpenFrame({ me }: { me: Me }) {
  const { railFolded } = usePreferences()
  // In a small or a magnified window the names would take the room of the text; there they are opened for a while only.
  const narrow = useMedia('(min-width: 701px) and (max-width: 1023px)')
  const [opened, setOpened] = useState(false)
  const folded = narrow ? !opened : railFolded
  const queries = useQueryClient()
  const [searching, setSearching] = useState(false)
  useEffect(() => followChanges(queries), [queries])
  useDesktop(me, () => setSearching(true))
  useArrivals(me)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setSearching(true)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <MeProvider value={me}>
      <div className={folded ? 'frame frame-folded' : 'frame'}>
        <a className="skip" href="#content" onClick={toContent}>
          跳到正文
        </a>
        <Rail me={me} folded={folded} onFold={() => (narrow ? setOpened(!opened) : prefer({ railFolded: !railFolded }))} />
        <div className="frame-main">
          <TopBar onSearch={() => setSearching(true)} />
          <ConnectionBanner />
          <main id="content" tabIndex={-1}>
            <Opened me={me} />
            <Recent />
          </main>
        </div>
        <SearchPalette open={searching} onClose={() => setSearching(false)} />
        <PrintPreview />
      </div>
    </MeProvider>
  )
}

/** Stands inside the frame, where it is known who is signed in. */
function Recent() {
  useRecentArticles()
  return null
}

/** A section this person may not open says why, when its address is typed; what may be read in 发布 everybody may read. */
function Opened({ me }: { me: Me }) {
  const { pathname } = useLocation()
  const place = places.find(({ to, act }) => act !== 'release' && (pathname === to || pathname.startsWith(`${to}/`)))
  const refusal = place && me.may[place.act]
  if (!refusal) return <Outlet />
  return (
    <Screen title={place.zh}>
      <Sheet>
        <EmptyState title={`您不能打开“${place.zh}”`}>
          <RefusalNote refusal={refusal} />
        </EmptyState>
      </Sheet>
    </Screen>
  )
}

function toContent(event: { preventDefault(): void }) {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

type Place = { to: string; zh: string; icon: ReactNode; act: keyof Me['may'] }

/** The sections of the office; each person sees those they may open. */
const places: readonly Place[] = [
  { to: '/desk', zh: '工作台', icon: <DesktopOutlined />, act: 'desk' },
  { to: '/library', zh: '稿件库', icon: <FileTextOutlined />, act: 'library' },
  { to: '/release', zh: '发布', icon: <SendOutlined />, act: 'release' },
  { to: '/ledger', zh: '台账', icon: <BookOutlined />, act: 'ledger' },
  { to: '/audit', zh: '审计', icon: <AuditOutlined />, act: 'audit' },
  { to: '/admin', zh: '管理', icon: <SettingOutlined />, act: 'manage' },
]

function Rail({ me, folded, onFold }: { me: Me; folded: boolean; onFold(): void }) {
  const counts = useAsk('desk.counts', {}, { enabled: me.may.desk === null })
  // What is seen must be heard too: the number stands beside the name.
  const nameOf = ({ act, zh }: Place) => (act === 'desk' && counts.data?.waiting ? `${zh} ${counts.data.waiting}` : zh)
  return (
    <nav className="rail" aria-label="主导航">
      <div className="brand">
        <SafetyCertificateOutlined aria-hidden />
        {!folded && <span>审校台</span>}
      </div>
      <ul>
        {places
          .filter(place => me.may[place.act] === null)
          .map(place => (
            <li key={place.to}>
              <Tooltip title={folded ? place.zh : undefined} placement="right">
                <NavLink to={place.to} aria-label={folded ? nameOf(place) : undefined}>
                  <span aria-hidden>{place.icon}</span>
                  {!folded && <span>{place.zh}</span>}
                  {place.act === 'desk' && (
                    <Badge
                      count={counts.data?.waiting ?? 0}
                      size="small"
                      overflowCount={999}
                      color="#1F5FBF"
                      title="待我办理"
                    />
                  )}
                </NavLink>
              </Tooltip>
            </li>
          ))}
      </ul>
      <button
        type="button"
        className="fold"
        onClick={onFold}
        aria-label={folded ? '展开导航' : '收起导航'}
      >
        {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        {!folded && <span>收起</span>}
      </button>
    </nav>
  )
}

function TopBar({ onSearch }: { onSearch(): void }) {
  const me = useMe()
  return (
    <header className="top-bar">
      <strong className="office-name">{me.office.name}</strong>
      {me.office.demo && <span className="demo-mark">演示单位</span>}
      <Button className="search-button" icon={<SearchOutlined />} onClick={onSearch} aria-keyshortcuts="Control+K">
        <span className="quiet">搜索稿件、页面</span>
        <kbd>Ctrl K</kbd>
      </Button>
      <HostState />
      <Bell />
      <PersonMenu />
    </header>
  )
}

function HostState() {
  const connected = useConnected()
  const place = usePlace()
  const where = window.desktop && place?.kind !== 'server' ? '本机库' : '服务器'
  const address = place?.kind === 'server' ? place.address : undefined
  return (
    <span className={connected ? 'host-state' : 'host-state host-lost'} role="status" title={address}>
      <i aria-hidden /> {where}
      {connected ? '' : ' 已断开'}
    </span>
  )
}

function ConnectionBanner() {
  const connected = useConnected()
  const queries = useQueryClient()
  const [trying, setTrying] = useState(false)
  if (connected) return null
  const retry = async () => {
    setTrying(true)
    const there = await api('office.status', {}).catch(() => null)
    setTrying(false)
    if (there) void queries.invalidateQueries()
  }
  return (
    <Alert
      banner
      type="warning"
      title="与审校台的连接已中断，正在自动重试。已保存的内容不受影响；正在填写的内容请保持本页打开。"
      action={
        <Button size="small" loading={trying} onClick={() => void retry()}>
          立即重试
        </Button>
      }
    />
  )
}

/** The desktop enlarges the whole window by itself; in a browser the page does. */
function toggleLarge(large: boolean): void {
  const { desktop } = window
  if (!desktop) return prefer({ large: !large })
  void desktop.settings().then(reply => {
    if (reply.ok) void desktop.setSettings({ largeType: !reply.value.settings.largeType })
  })
}

function PersonMenu() {
  const me = useMe()
  const { large } = usePreferences()
  const navigate = useNavigate()
  const queries = useQueryClient()
  // Whoever signs in next at this PC begins at their own desk: nothing asks who is signed in before the address has been left.
  const signOut = async () => {
    await ask('session.close', {}).catch(() => undefined)
    await navigate('/signin')
    queries.clear()
  }
  const roles = me.person.roles.map(role => roleZh[role])
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            disabled: true,
            label: (
              <span className="menu-note">{[me.person.title, ...roles].filter(Boolean).join('、') || '没有岗位'}</span>
            ),
          },
          { type: 'divider' },
          { key: 'large', label: window.desktop || !large ? '大字显示' : '恢复标准字号' },
          { key: 'password', label: '修改密码' },
          { key: 'help', label: '帮助' },
          { type: 'divider' },
          { key: 'out', label: '退出登录' },
        ],
        onClick: ({ key }) => {
          if (key === 'large') toggleLarge(large)
          if (key === 'password') void navigate('/password')
          if (key === 'help') void navigate('/help')
          if (key === 'out') void signOut()
        },
      }}
    >
      <Button type="text" icon={<UserOutlined />} className="person-button">
        {me.person.name}
        <span className="quiet">{roles.length > 1 ? `${roles[0]} 等 ${roles.length} 岗` : (roles[0] ?? '')}</span>
      </Button>
    </Dropdown>
  )
}
