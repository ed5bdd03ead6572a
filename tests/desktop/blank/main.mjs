// The least that can be called an Electron program: what the desktop is measured against.
import { app, BrowserWindow } from 'electron'

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 860 })
  return window.loadURL('data:text/html,<h1>blank</h1>')
})
