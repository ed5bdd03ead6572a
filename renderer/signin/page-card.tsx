import { SafetyCertificateOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useAsk } from '../ask.ts'
import { PlaceLine } from '../ui/place.tsx'
import './signin.css'

/** A page before the frame: one sheet in the middle with the name of the program above it. */
export function PageCard({ title, wide = false, children }: { title: ReactNode; wide?: boolean; children: ReactNode }) {
  const status = useAsk('office.status', {}, { staleTime: 60_000 })
  return (
    <main className="page-card-ground">
      <p className="page-brand">
        <SafetyCertificateOutlined aria-hidden /> 审校台 <span>政务信息三审三校编审工具</span>
      </p>
      <section className={wide ? 'page-card page-card-wide' : 'page-card'}>
        <h1>{title}</h1>
        {children}
      </section>
      <PlaceLine />
      {status.data && <p className="page-version">版本 {status.data.version}</p>}
    </main>
  )
}
