import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { z } from 'zod'
import { queries } from './ask.ts'
import { router } from './routes.tsx'
import { usePreferences } from './ui/preferences.ts'
import { largeScale, theme } from './ui/theme.ts'
import './ui/ui.css'

// The content security policy forbids eval, which zod would otherwise try.
z.config({ jitless: true })
dayjs.locale('zh-cn')

const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches

function Root() {
  const { large } = usePreferences()
  const scale = large ? largeScale : 1
  useEffect(() => {
    document.documentElement.style.fontSize = `${16 * scale}px`
  }, [scale])
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme(scale, still)}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App message={{ maxCount: 3, top: 60 * scale }}>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Root />
    </QueryClientProvider>
  </StrictMode>,
)
