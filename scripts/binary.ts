import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Target = { root: string; folder: string; platform: 'win32' | 'linux'; arch: 'x64' | 'arm64' }

/** Why packaging cannot go on, in a sentence: the Electron binary in `folder` is missing, of another version or of another system, or a native module of the target is not installed. Null when all is there. */
export function whatIsMissing({ root, folder, platform, arch }: Target): string | null {
  const manifest = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const system = platform === 'win32' ? 'Windows' : 'Linux'
  const get = `请在能上网的电脑上运行 npx install-electron（为其他系统打包时加 ELECTRON_INSTALL_PLATFORM、ELECTRON_INSTALL_ARCH），或把 Electron ${version} 的发行包解压后用 ELECTRON_DIST 指明位置。`
  if (!existsSync(join(folder, 'version')))
    return `缺少 Electron 程序文件（${folder} 里没有），打包到此为止，什么也没有生成。\n${get}`
  const found = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
  if (found !== version) return `Electron 程序文件是 ${found}，需要 ${version}，打包到此为止，什么也没有生成。\n${get}`
  const program = platform === 'win32' ? 'electron.exe' : 'electron'
  if (!existsSync(join(folder, program)))
    return `${folder} 里的 Electron 不是 ${system} 版，打包到此为止，什么也没有生成。\n${get}`
  const native = platform === 'win32' ? `argon2-win32-${arch}-msvc` : `argon2-linux-${arch}-gnu`
  if (existsSync(join(root, 'node_modules/@node-rs', native))) return null
  return `缺少 @node-rs/${native}（口令散列的原生模块），打包到此为止。请在目标系统上打包，或先运行 npm ci --os=${platform} --cpu=${arch}。`
}
