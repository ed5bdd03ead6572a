// A small application whose only purpose is to show what Electron, or the stand-in for it, does.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, ipcMain, protocol } from 'electron'

if (process.env.FID_HOME) app.setPath('userData', process.env.FID_HOME)
protocol.registerSchemesAsPrivileged([
  { scheme: 'fid', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
const got = (globalThis.got = [])
const html = body => ['text/html; charset=utf-8', `<!doctype html><meta charset=utf-8>${body}`]
const files = {
  '/': html(
    '<title>甲</title><body>hello <iframe id=f src="/frame"></iframe><a id=l href="https://example.invalid/" target=_blank>x</a><a id=same href="/second">y</a><a id=away href="https://away.invalid/">z</a></body>',
  ),
  '/frame': html('<body>frame</body>'),
  '/second': html('<title>乙</title><body>second</body>'),
  '/w.js': ['text/javascript', 'fetch("/data").then(r=>r.text()).then(t=>postMessage(t))'],
  '/data': ['text/plain', '数据'],
}

async function answer(request) {
  const { pathname } = new URL(request.url)
  if (pathname === '/post')
    return Response.json([request.method, request.headers.get('content-type'), await request.text()])
  const file = files[pathname]
  return file ? new Response(file[1], { headers: { 'content-type': file[0] } }) : new Response('', { status: 404 })
}

async function make() {
  const preload = join(import.meta.dirname, 'preload.cjs')
  const w = new BrowserWindow({
    width: 700,
    height: 500,
    webPreferences: { preload, sandbox: true, contextIsolation: true },
  })
  w.webContents.setWindowOpenHandler(d => {
    got.push(['open', d.url])
    return { action: 'deny' }
  })
  w.webContents.on('will-frame-navigate', e => got.push(['frame-navigate', e.url, e.isMainFrame]))
  w.webContents.on('will-navigate', e => {
    got.push(['navigate', e.url])
    if (e.url.startsWith('https:')) e.preventDefault()
  })
  await w.loadURL('fid://x/')
  return w.id
}

function start() {
  app.on('second-instance', (_e, argv, cwd) => got.push(['second', argv.at(-1), cwd, app.isReady()]))
  app.on('before-quit', () => got.push(['before-quit']))
  app.on('will-quit', () => writeFileSync(join(app.getPath('userData'), 'will-quit'), JSON.stringify(got)))
  app.on('window-all-closed', () => {
    got.push(['all-closed'])
    if (!globalThis.stay) app.quit()
  })
  return app.whenReady().then(() => {
    protocol.handle('fid', answer)
    ipcMain.handle('echo', (_e, v) => v)
    ipcMain.handle('kinds', (_e, v) =>
      Object.fromEntries(Object.entries(v).map(([k, x]) => [k, Object.prototype.toString.call(x)])),
    )
    ipcMain.handle('own', (_e, v) => [Object.keys(v), Object.getPrototypeOf(v) === Object.prototype, {}.polluted])
    ipcMain.handle('fail', () => {
      throw new RangeError('bad')
    })
    ipcMain.on('one-way', (e, x) => {
      const f = e.senderFrame
      got.push(['one-way', x, f.url, f.parent, e.sender === BrowserWindow.getAllWindows()[0].webContents])
      e.reply('tick', 'reply', x)
    })
    globalThis.make = make
    return make()
  })
}

if (app.requestSingleInstanceLock()) void start()
else app.quit()
