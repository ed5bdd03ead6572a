import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { fingerprintGroups } from '#core/desktop'
import { openHouse, type House } from '#server/office'
import { listen } from '#server/http'
import { isBeyondReading } from '#db/refused'
import { officeTls } from '#server/tls'
import { say, Stop } from './say.ts'

/** The built screens, beside the program in a checkout and in a bundle. */
export const screensFolder = (): string => {
  // from cli/, from out/cli/, and from a chunk in out/cli/chunks/
  const places = ['../out/renderer', '../renderer', '../../renderer'].map(place => join(import.meta.dirname, place))
  return places.find(place => existsSync(join(place, 'index.html'))) ?? places[0]!
}

/** Opens the office of a folder; what keeps it from opening is said in one sentence. */
export function houseAt(data: string): House {
  try {
    return openHouse({ data: resolve(data), log })
  } catch (error) {
    throw new Stop(sentence(error))
  }
}

/** A bug with its trace, for whoever mends it; a file that cannot be read is none, and the answer says so. */
function log(incident: string, bug: unknown): void {
  console.error(`[${incident}]`, isBeyondReading(bug) ? (bug as Error).message : bug)
}

/** The Chinese sentence of an error that carries one, or of a file that cannot be read; anything else is a bug and is thrown on. */
export function sentence(error: unknown): string {
  const { zh } = error as { zh?: unknown }
  if (typeof zh === 'string') return zh
  if (isBeyondReading(error)) return unreadableZh
  throw error
}

const unreadableZh =
  '数据文件有一部分读不出来（磁盘或文件损坏），没有做完。请不要继续使用这份数据，原样留下；用 audit verify 查明损坏的是哪一部分，再用最近一份备份恢复到新的目录。'

async function serve(options: { data: string; host: string; port: string; demo?: boolean; tls?: boolean }) {
  const port = Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Stop(`端口“${options.port}”不正确，请填写 0 到 65535 之间的整数。`)
  const house = houseAt(options.data)
  if (options.demo && !(await house.store.office())) {
    say('正在准备演示单位……')
    const made = await house.call(null, 'local', 'office.demo', { key: crypto.randomUUID() })
    if (!made.ok) throw new Stop('演示单位没有建成，请换一个空的数据目录。')
  }
  const tls = options.tls ? officeTls(resolve(options.data), () => new Date().toISOString()) : null
  const door = await listen(house, { host: options.host, port, screens: screensFolder(), ...(tls && { tls }) }).catch((error: NodeJS.ErrnoException) => {
    const why: Record<string, string> = {
      EADDRINUSE: `端口 ${port} 已被占用，请用 --port 换一个端口，或关闭占用它的程序。`,
      EADDRNOTAVAIL: `本机没有地址 ${options.host}，请检查 --host。`,
      EACCES: `没有权限使用端口 ${port}，请换一个大于 1024 的端口。`,
    }
    throw new Stop(why[error.code ?? ''] ?? `无法在 ${options.host}:${port} 开始服务（${error.code ?? '未知原因'}）。`)
  })
  say(`审校台已启动：${door.address}`)
  if (tls) say(`证书指纹：${fingerprintGroups(tls.fingerprint).join(' ')}（首次连接时请逐组核对）`)
  if (options.host !== '127.0.0.1') say('局域网内的其他电脑可以用本机的 IP 地址和端口访问。')
  say('按 Ctrl+C 停止。')
  const stop = async () => {
    await door.close()
    await house.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

/** serve: the department host, for browsers on this PC or the LAN. */
export function registerServe(program: Command) {
  program
    .command('serve')
    .description('启动服务：在浏览器中使用审校台')
    .option('--data <目录>', '数据目录', 'data')
    .option('--host <地址>', '监听地址；0.0.0.0 表示局域网内可访问', '127.0.0.1')
    .option('--port <端口>', '端口', '8787')
    .option('--tls', '用 HTTPS 服务；证书第一次使用时生成，保存在数据目录')
    .option('--demo', '数据目录为空时建立演示单位')
    .action(serve)
}
