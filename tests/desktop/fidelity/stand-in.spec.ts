import { expect, test } from '@playwright/test'
import { type Fidelity, startFidelity } from './fidelity.ts'

// Of the stand-in alone: the real Electron has all of this.
test.skip(!process.env['ELECTRON_OVERRIDE_DIST_PATH'], 'runs on the real Electron')
let f: Fidelity
test.beforeAll(async () => {
  f = await startFidelity()
})
test.afterAll(() => f.app.close())

const refusals: Record<string, string> = {
  'a whole module': 'electron.globalShortcut.register("Ctrl+A", () => {})',
  'a constructor': 'new electron.WebContentsView()',
  'a method of app': 'electron.app.relaunch()',
  'an event that never comes': 'electron.app.on("login", () => {})',
  'an unsafe window option': 'new electron.BrowserWindow({ webPreferences: { nodeIntegration: true } })',
  'a window without sandbox': 'new electron.BrowserWindow({ webPreferences: { sandbox: false } })',
  'a dialog that nobody answers': 'electron.dialog.showSaveDialog({})',
  'an unreadable accelerator': 'new electron.MenuItem({ label: "x", accelerator: "Ctrl+保存" })',
  'a certificate decision': 'electron.session.defaultSession.setCertificateVerifyProc(() => {})',
  'a print option': 'electron.BrowserWindow.getAllWindows()[0].webContents.printToPDF({ silent: true })',
  'another session': 'electron.session.fromPartition("persist:x")',
}
for (const [name, code] of Object.entries(refusals)) {
  test(`what is not emulated throws: ${name}`, async () => {
    const said = await f.app.evaluate(async (electron, source) => {
      try {
        await new Function('electron', `return ${source}`)(electron)
        return 'nothing'
      } catch (e) {
        return (e as Error).message
      }
    }, code)
    expect(said).toMatch(/^electron stand-in: .*(not emulated|no answer|not an accelerator)/)
  })
}
