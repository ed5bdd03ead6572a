import type { Command } from 'commander'
import { figuresZh } from '#core/proofread/plugin/gate'
import { judgePlugin, pluginHost } from '#server/plugin-host'
import type { PluginSession } from './proofread.ts'
import { say, Stop } from './say.ts'

/** Adds `plugin check DIR`: the product's own acceptance of a model plug-in. Exit 0 passed, 1 not passed, 2 not usable. */
export function registerPlugin(program: Command): void {
  const plugin = program.command('plugin').description('模型插件：校验和验收')
  plugin
    .command('check')
    .description('按内置标准验收一个模型插件，说明是否达标；不改动任何数据')
    .argument('<目录>', '放有 model.onnx、vocab.txt、manifest.json 的文件夹')
    .action(async (folder: string) => {
      const judged = await judgePlugin(folder)
      if (!judged.ok) throw new Stop(judged.refusal.zh)
      const { plugin: files, figures } = judged.value
      say(`模型插件“${files.manifest.name}”${files.manifest.version}（许可：${files.manifest.licence}）\n模型校验值 ${files.digest}\n${figuresZh(figures)}`)
      if (!figures.passed) process.exitCode = 1
    })
}

/** A plug-in that passed the gate just now, for the proofread command; or the sentence that says why it is not used. */
export async function openPlugin(folder: string): Promise<PluginSession | string> {
  const judged = await judgePlugin(folder)
  if (!judged.ok) return judged.refusal.zh
  const { plugin, figures } = judged.value
  if (!figures.passed) return `${figuresZh(figures)}没有使用这个模型插件，也没有校对。`
  const host = pluginHost(() => undefined)
  return {
    async check(text, suspected) {
      const found = await host.check(plugin, text, suspected)
      if (!found) throw new Stop('模型插件在校对这份文本时出错或超时，已停止。请去掉 --plugin 再试。')
      return found
    },
    close: () => host.close(),
  }
}
