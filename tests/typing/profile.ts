import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'

type CallFrame = { functionName: string; url: string; lineNumber: number; columnNumber: number }
type Profile = { nodes: { id: number; callFrame: CallFrame; children?: number[] }[]; samples: number[]; timeDeltas: number[] }

/** Runs `act` under the browser's own profiler, keeps the profile (DevTools opens it) and says what took longest, in itself and with all it calls. */
export async function traced(page: Page, act: () => Promise<unknown>, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 200 })
  await session.send('Profiler.start')
  await act()
  const { profile } = (await session.send('Profiler.stop')) as unknown as { profile: Profile }
  writeFileSync(file, JSON.stringify(profile))
  const self = new Map<number, number>()
  profile.samples.forEach((id, i) => self.set(id, (self.get(id) ?? 0) + profile.timeDeltas[i]! / 1000))
  const byId = new Map(profile.nodes.map(node => [node.id, node]))
  const nameOf = ({ functionName, url, lineNumber, columnNumber }: CallFrame) => `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber}:${columnNumber}`
  const [own, whole] = [new Map<string, number>(), new Map<string, number>()]
  const walk = (id: number, above: ReadonlySet<string>): number => {
    const node = byId.get(id)!
    const name = nameOf(node.callFrame)
    const mine = self.get(id) ?? 0
    const inside = new Set(above).add(name)
    const total = (node.children ?? []).reduce((sum, child) => sum + walk(child, inside), mine)
    own.set(name, (own.get(name) ?? 0) + mine)
    if (!above.has(name)) whole.set(name, (whole.get(name) ?? 0) + total)
    return total
  }
  walk(profile.nodes[0]!.id, new Set())
  for (const [title, times] of [['自身', own], ['连同所调用的', whole]] as const) {
    console.log(title)
    for (const [name, time] of [...times].sort((a, b) => b[1] - a[1]).slice(0, 40)) console.log(`  ${time.toFixed(1).padStart(8)} ${name}`)
  }
}
