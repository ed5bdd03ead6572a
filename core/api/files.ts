import type { Handlers } from '#core/api/handler'

export const fileHandlers: Handlers<'file.put' | 'file.import'> = {
  'file.put': ({ ports, who }, { name, mediaType, base64 }) => ports.files.keep(name, mediaType, base64, who.id),
  'file.import': ({ ports, who }, { name, base64 }) => ports.files.import(name, base64, who.id),
}
