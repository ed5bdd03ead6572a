// npm start: opens the product – the desktop window where Electron can run, else the same screens in the browser.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages, root, run, say, upToDate } from './prepare.mjs'

const args = process.argv.slice(2)
if (args.includes('--help') || args.includes('-h')) {
  say('用法：npm start [-- --demo] [-- --browser] [-- --data 目录] [-- --port 端口]')
  say('  --demo     打开演示单位（数据在 data/demo）')
  say('  --browser  不打开桌面窗口，只在浏览器中使用')
  process.exit(0)
}
installPackages()
if (!upToDate('out/cli/main.js', ['renderer', 'cli', 'vite.cli.ts', 'core', 'electron', 'server', 'db', 'electron.vite.config.ts', 'vite.renderer.ts'])) {
  say('正在构建界面……')
  run('electron-vite', ['build', '--logLevel', 'warn'])
  run('vite', ['build', '-c', 'vite.cli.ts', '--logLevel', 'warn'])
}
const demo = args.includes('--demo')
const value = name => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
const data = value('--data') ?? join(root, demo ? 'data/demo' : 'data/office')
const hasElectron = existsSync(join(root, 'node_modules/electron/dist/version'))
const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
if (hasElectron && hasScreen && !args.includes('--browser')) {
  say('正在打开桌面窗口……')
  run('electron', ['.', `--data=${data}`, ...(demo ? ['--demo'] : [])])
} else {
  const why = args.includes('--browser') ? '按要求' : !hasElectron ? '本机没有 Electron 运行文件（可运行 npx install-electron 下载）' : '本机没有图形桌面'
  say(`${why}，改为在浏览器中使用同样的界面。`)
  run('node', ['out/cli/main.js', 'serve', '--data', data, '--port', value('--port') ?? '8787', ...(demo ? ['--demo'] : [])])
}
