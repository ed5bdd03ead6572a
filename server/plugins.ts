import type { Office } from '#core/office/office'
import type { Plugins } from '#core/ports'
import type { Finding } from '#core/proofread/finding'
import { gateVersion } from '#core/proofread/plugin/gate'
import { no, ok } from '#core/result'
import { pluginIn, pluginsFolder, type PluginFiles } from '#server/plugin-files'
import { judgePlugin, type PluginHost } from '#server/plugin-host'

/** The model plug-in of one office's data, and its words on a text. */
export type PluginDesk = Plugins & {
  /** The one in use; null when there is none. */
  active(office: Office): PluginFiles | null
  /** What it says of a text; nothing when it fails, which ends its use. */
  check(plugin: PluginFiles, text: string, suspected: Finding[]): Promise<Finding[]>
}

export function pluginDesk(data: string, host: PluginHost): PluginDesk {
  function active({ plugin: judged }: Office): PluginFiles | null {
    if (!judged?.passed || judged.gate !== gateVersion || host.hasFailed(judged.digest)) return null
    const found = pluginIn(data)
    return found?.ok && found.value.digest === judged.digest ? found.value : null
  }
  return {
    folder: pluginsFolder(data),
    active,
    check: async (plugin, text, suspected) => (await host.check(plugin, text, suspected)) ?? [],
    inUse: office => active(office) !== null,
    present() {
      const found = pluginIn(data)
      if (!found?.ok) return found
      const { manifest, digest } = found.value
      return ok({ name: manifest.name, version: manifest.version, licence: manifest.licence, digest })
    },
    async judge() {
      const found = pluginIn(data)
      if (!found) return no({ code: 'not-found', what: '模型插件' })
      if (!found.ok) return found
      const judged = await judgePlugin(found.value.folder)
      if (!judged.ok) return judged
      const { manifest, digest } = judged.value.plugin
      return ok({ digest, name: manifest.name, version: manifest.version, licence: manifest.licence, ...judged.value.figures })
    },
  }
}

/** What the record says of the model; its digest in full, so that the words can be traced to it. */
export const pluginZh = (plugin: PluginFiles | null): string => (plugin ? ` · 模型 ${plugin.manifest.name} ${plugin.manifest.version} ${plugin.digest}` : '')
