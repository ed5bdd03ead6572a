import { useEffect, useRef } from 'react'
import { NavLink, Outlet, useLocation } from 'react-router'
import './admin.css'

const pages = [
  ['people', '人员与岗位'],
  ['sections', '科室'],
  ['templates', '流程模板'],
  ['delegations', '代理（AB角）'],
  ['rules', '校对规则'],
  ['lexicon', '词库'],
  ['settings', '设置'],
  ['backup', '备份'],
  ['server', '服务器'],
] as const

/** 管理: the office's people, rules and safety copies. */
export function AdminScreen() {
  const menu = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // on a telephone the menu is a row longer than the screen
  useEffect(() => {
    // newer browsers answer with a promise, which an effect must not hand on
    void menu.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <div className="admin">
      <nav ref={menu} className="admin-nav" aria-label="管理">
        {pages.map(([path, zh]) => (
          <NavLink key={path} to={`/admin/${path}`}>
            {zh}
          </NavLink>
        ))}
      </nav>
      <div className="admin-page">
        <Outlet />
      </div>
    </div>
  )
}
