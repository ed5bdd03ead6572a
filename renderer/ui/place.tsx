import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Place } from '#core/desktop'

/** Which office the desktop works in; undefined in a browser and until it is known. */
export function usePlace(): Place | undefined {
  const { desktop } = window
  const { data } = useQuery({
    queryKey: ['desktop.place'],
    enabled: desktop !== undefined,
    staleTime: Infinity,
    queryFn: async () => {
      const reply = await desktop!.place()
      return reply.ok ? reply.value : { kind: 'local' as const }
    },
  })
  return data
}

/** On the first screens of the desktop: where one works, and the way to choose another place. Nothing in a browser. */
export function PlaceLine() {
  const place = usePlace()
  if (!place) return null
  const where =
    place.kind === 'local' ? '本机库（数据在这台电脑上）' : `科室服务器 ${place.address.replace(/^https?:\/\//, '')}`
  return (
    <p className="page-version">
      当前使用{where} · <Link to="/connect">更换</Link>
    </p>
  )
}
