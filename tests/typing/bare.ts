import { Editor } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'

declare global {
  interface Window {
    lines: string[]
  }
}

/** A bare TipTap editor with the lines of `window.lines`: what typing costs before anything is added. */
new Editor({
  element: document.getElementById('editor')!,
  extensions: [StarterKit],
  content: { type: 'doc', content: window.lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })) },
})
