import { EventEmitter } from 'node:events'
import { absent } from './absent.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import type { Answer } from './cdp.ts'
import type { NativeImage } from './modules.ts'
import { nativeImage } from './modules.ts'

const MODIFIERS = /^(Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)$/i
const KEYS =
  /^([A-Z0-9]|F([1-9]|1\d|2[0-4])|Plus|Space|Tab|Capslock|Numlock|Scrolllock|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc|[)!@#$%^&*(:;<,_>.?~`{|}"+\-=[\]\\/'])$/i

/** Electron refuses a menu whose accelerator it cannot read. */
function checkAccelerator(accelerator: string): void {
  const parts = accelerator.split('+')
  const key = parts.pop() ?? ''
  if (parts.every(p => MODIFIERS.test(p)) && KEYS.test(key)) return
  throw new TypeError(`electron stand-in: '${accelerator}' is not an accelerator`)
}

/** What Electron does itself for a role; the rest throws when it is clicked. */
const ROLES: Record<string, (window: BrowserWindow | null) => void> = {
  quit: () => app.quit(),
  close: w => w?.close(),
  minimize: w => w?.minimize(),
  reload: w => w?.webContents.reload(),
  togglefullscreen: w => w?.setFullScreen(!w.isFullScreen()),
  resetZoom: w => w?.webContents.setZoomLevel(0),
  zoomIn: w => w?.webContents.setZoomLevel(w.webContents.getZoomLevel() + 0.5),
  zoomOut: w => w?.webContents.setZoomLevel(w.webContents.getZoomLevel() - 0.5),
}
const EDITING = ['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll']

export class MenuItem {
  [key: string]: unknown
  submenu?: Menu
  constructor(o: Answer) {
    if (o.accelerator !== undefined) checkAccelerator(o.accelerator)
    if (o.role !== undefined && !(o.role in ROLES) && !EDITING.includes(o.role))
      throw new Error(`electron stand-in: menu role ${o.role} is not emulated`)
    const type = o.submenu ? 'submenu' : 'normal'
    Object.assign(this, { id: undefined, label: o.role ?? '', enabled: true, visible: true, checked: false, type }, o)
    if (o.submenu) this.submenu = o.submenu instanceof Menu ? o.submenu : Menu.buildFromTemplate(o.submenu)
    this['click'] = () => this.#clicked(o)
  }
  #clicked(o: Answer): void {
    if (this['enabled'] === false) return
    if (this['type'] === 'checkbox') this['checked'] = !this['checked']
    if (this['type'] === 'radio') this['checked'] = true
    const window = BrowserWindow.getFocusedWindow()
    if (o.role === undefined) return o.click?.(this, window, {})
    const act = ROLES[o.role]
    if (!act) throw new Error(`electron stand-in: clicking the menu role ${o.role} is not emulated`)
    act(window)
  }
}

/** A menu is kept, not drawn: a spec finds an item by its id and clicks it. Keyboard accelerators are checked and kept, never triggered. */
export class Menu extends EventEmitter {
  static #application: Menu | null = null
  items: MenuItem[] = []
  static buildFromTemplate(template: Answer[]): Menu {
    const menu = new Menu()
    menu.items = template.map(i => (i instanceof MenuItem ? i : new MenuItem(i)))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }
  static getApplicationMenu = () => Menu.#application
  append(item: MenuItem): void {
    this.items.push(item)
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item['id'] === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
  popup() {}
}

/** An icon in the notification area: kept, not drawn. */
export class Tray extends EventEmitter {
  _image: NativeImage
  _toolTip = ''
  _menu: Menu | null = null
  #gone = false
  constructor(image: NativeImage | string) {
    super()
    this._image = typeof image === 'string' ? nativeImage.createFromPath(image) : image
    return absent(this, 'Tray', true)
  }
  setToolTip(text: string): void {
    this._toolTip = text
  }
  setContextMenu(menu: Menu | null): void {
    this._menu = menu
  }
  setImage = (image: NativeImage | string) =>
    void (this._image = typeof image === 'string' ? nativeImage.createFromPath(image) : image)
  setTitle(_title: string) {}
  isDestroyed = () => this.#gone
  destroy(): void {
    this.#gone = true
  }
}
