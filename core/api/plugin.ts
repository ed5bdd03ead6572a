import { changeOffice } from '#core/api/change-office'
import type { Handlers } from '#core/api/handler'
import { mayNotKeepLexicon, recordVerdict } from '#core/office/decide-lexicon'
import { figuresZh } from '#core/proofread/plugin/gate'
import { refusalZh } from '#core/refusals.zh'
import { no, ok } from '#core/result'

export const pluginHandlers: Handlers<'plugin.state' | 'plugin.judge'> = {
  async 'plugin.state'({ ports, office, who }) {
    const found = ports.plugins.present()
    const judged = office.plugin
    const verdict = judged && { digest: judged.digest, passed: judged.passed, zh: figuresZh(judged), by: judged.by, at: judged.at }
    return ok({
      folder: ports.plugins.folder,
      present: found?.ok ? found.value : null,
      fault: found && !found.ok ? refusalZh(found.refusal) : null,
      verdict,
      inUse: ports.plugins.inUse(office),
      may: { judge: mayNotKeepLexicon(who) },
    })
  },
  async 'plugin.judge'(ask, { key }) {
    const barred = mayNotKeepLexicon(ask.who)
    if (barred) return no(barred)
    const verdict = await ask.ports.plugins.judge()
    if (!verdict.ok) return verdict
    const done = await changeOffice(ask, key, () => recordVerdict(ask.who, verdict.value))
    return done.ok ? ok({ passed: verdict.value.passed, zh: figuresZh(verdict.value) }) : done
  },
}
