import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoPassword } from '#server/demo/build'
import { median, rounds, type Figures } from './bench-measure.ts'
import { Stop } from './say.ts'

/** The program a user runs: `bundle` is the built one, `sources` where it could not be built. */
export type Program = { path: string; kind: 'bundle' | 'sources' }

/** The built program beside this one; built first when this runs from the sources. */
export function builtProgram(): Program {
  const root = join(import.meta.dirname, '..')
  const sources = join(root, 'cli/main.ts')
  if (!existsSync(sources)) return { path: [join(import.meta.dirname, 'main.js'), join(root, 'main.js')].find(existsSync)!, kind: 'bundle' }
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  spawnSync(process.execPath, [vite, 'build', '-c', join(root, 'vite.cli.ts'), '--logLevel', 'error'], { cwd: root, stdio: 'ignore' })
  const built = join(root, 'out/cli/main.js')
  return existsSync(built) ? { path: built, kind: 'bundle' } : { path: sources, kind: 'sources' }
}

/** A host in a process of its own: from start to ready, what it then holds, and what it holds after a morning's work. */
export async function host(program: Program, out: Figures): Promise<void> {
  const [times, processor, idle]: number[][] = [[], [], []]
  for (let round = 0; round <= rounds; round++) {
    const { child, address: _, data, ms } = await started(program, [])
    if (round > 0) {
      times!.push(ms)
      processor!.push(cpuMs(child.pid!))
      idle!.push(residentMB(child.pid!))
    }
    await stopped(child, data)
  }
  out['host_start_ms'] = median(times!)
  out['host_start_cpu_ms'] = median(processor!)
  out['host_resident_mb'] = median(idle!)
  const { child, address, data } = await started(program, ['--demo'])
  await work(address)
  out['host_resident_working_mb'] = residentMB(child.pid!)
  await stopped(child, data)
}

async function started(program: Program, more: string[]): Promise<{ child: ChildProcess; address: string; data: string; ms: number }> {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-host-'))
  const from = performance.now()
  const child = spawn(process.execPath, [program.path, 'serve', '--data', data, '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((ready, failed) => {
    child.once('exit', code => failed(new Stop(`主机没有启动（退出码 ${code}）。`, 1)))
    child.stdout.on('data', (text: Buffer) => {
      const found = /已启动：(\S+)/.exec(text.toString())
      if (found) ready(found[1]!)
    })
  })
  return { child, address, data, ms: performance.now() - from }
}

async function stopped(child: ChildProcess, data: string) {
  child.kill('SIGTERM')
  await new Promise(done => child.once('exit', done))
  rmSync(data, { recursive: true, force: true })
}

/** Signs in over HTTP, opens every article a hundred times over and has each checked: what a department does in a morning. */
async function work(address: string) {
  let token = ''
  const call = async (name: string, input: unknown) => {
    const headers = { 'content-type': 'application/json', 'x-shenjiao-wire': 'bearer', ...(token && { authorization: `Bearer ${token}` }) }
    const reply = (await (await fetch(`${address}/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })).json()) as { ok: boolean; value: never }
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply)}`)
    return reply.value as { token: string; items: { id: string; hash: string }[] }
  }
  token = (await call('session.open', { account: 'wangfang', password: demoPassword })).token
  const { items } = await call('article.list', { limit: 50 })
  for (let round = 0; round < 100; round++) for (const { id } of items) await call('article.open', { id })
  for (const { id, hash } of items) await call('check.run', { id, hash })
}

const status = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
/** Resident memory of a process; not a number where the system does not say. */
const residentMB = (pid: number): number => Math.round(Number(/VmRSS:\s+(\d+)/.exec(status(pid, 'status'))?.[1] ?? Number.NaN) / 1024)
/** Processor time of a process, in the hundredths of a second the system counts. */
const cpuMs = (pid: number): number => {
  const fields = status(pid, 'stat').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
