import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PluginManifest } from '#core/proofread/plugin/manifest'
import { vocabularyOf } from '#core/proofread/plugin/tokens'
import { no, ok, type Result } from '#core/result'
import { digestOf } from '#server/spelling-model'

/** A model plug-in whose files are what its manifest says. `digest` is the SHA-256 of the model. */
export type PluginFiles = { folder: string; manifest: PluginManifest; digest: string }

/** Why a plug-in cannot be used, in one sentence. */
export type PluginFault = { code: 'plugin-refused'; zh: string }

/** Largest model and word list taken, in bytes: a base model in whole numbers is 118 MB. */
export const largestModel = 400 * 1024 * 1024
const largestVocabulary = 4 * 1024 * 1024
const largestManifest = 64 * 1024

const refused = (zh: string): Result<never, PluginFault> => no({ code: 'plugin-refused', zh })

/** Folder of an office's data where a plug-in is put, in a folder of its own. */
export const pluginsFolder = (data: string): string => join(data, 'plugins')

/** The plug-in of an office: null when there is none. More than one is refused, so that it is never in doubt which one spoke. */
export function pluginIn(data: string): Result<PluginFiles, PluginFault> | null {
  const plugins = pluginsFolder(data)
  if (!existsSync(plugins)) return null
  const folders = readdirSync(plugins, { withFileTypes: true }).filter(entry => entry.isDirectory())
  if (folders.length === 0) return null
  if (folders.length > 1) return refused(`模型插件文件夹里有 ${folders.length} 个插件，只能放一个。请移走其余的。`)
  return readPlugin(join(plugins, folders[0]!.name))
}

/** Reads and checks a plug-in's folder; each file must be what the manifest says. The thread that loads it compares the bytes once more. */
export function readPlugin(folder: string): Result<PluginFiles, PluginFault> {
  for (const [name, most] of [['manifest.json', largestManifest], ['vocab.txt', largestVocabulary], ['model.onnx', largestModel]] as const) {
    const path = join(folder, name)
    if (!existsSync(path) || !statSync(path).isFile()) return refused(`模型插件缺少文件 ${name}，没有使用。请重新放入完整的插件。`)
    if (statSync(path).size > most) return refused(`模型插件的 ${name} 超过 ${Math.round(most / 1024 / 1024) || '不到 1'} MB，没有使用。`)
  }
  const manifest = manifestOf(join(folder, 'manifest.json'))
  if (!manifest) return refused('模型插件的 manifest.json 不合要求，没有使用。请向提供者索取正确的文件。')
  for (const name of ['vocab.txt', 'model.onnx'] as const) {
    if (digestOf(join(folder, name)) !== manifest.sha256[name]) return refused(`模型插件的 ${name} 与清单中的校验值不符，可能损坏或被替换，没有使用。请重新取得并核对。`)
  }
  if (!vocabularyOf(readFileSync(join(folder, 'vocab.txt'), 'utf8'))) return refused('模型插件的 vocab.txt 缺少 [UNK]、[CLS]、[SEP]、[MASK] 之一，没有使用。')
  return ok({ folder, manifest, digest: manifest.sha256['model.onnx'] })
}

function manifestOf(path: string): PluginManifest | null {
  try {
    const parsed = PluginManifest.safeParse(JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, '')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
