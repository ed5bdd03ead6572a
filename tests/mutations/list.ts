/** One way of breaking a floor rule: in `file`, the words `find` become `replace`. */
export type Mutation = { id: string; rule: string; what: string; file: string; find: string; replace: string }

/** For each of F1–F8 and the promises beside them: the code broken once. Every line must make a named test fail. */
export const mutations: readonly Mutation[] = [
  { id: 'F1-missing', rule: 'F1', what: '模板缺环节也放行', file: 'core/workflow/template.ts', find: 'if (count === 0) return', replace: 'if (count < 0) return' },
  { id: 'F1-twice', rule: 'F1', what: '模板允许重复环节', file: 'core/workflow/template.ts', find: 'if (count > 1) return', replace: 'if (count > 9) return' },
  { id: 'F1-order', rule: 'F1', what: '三审三校可以调换次序', file: 'core/workflow/template.ts', find: 'if (order.some((kind, i) => kind !== wanted[i]))', replace: 'if (order.length < 0)' },
  { id: 'F1-last', rule: 'F1', what: '签发不必在最后', file: 'core/workflow/template.ts', find: "if (template.stages.at(-1)!.kind !== 'sign-off') return", replace: "if (template.stages.length === 0) return" },
  { id: 'F1-skip', rule: 'F1', what: '可以越过当前环节', file: 'core/workflow/decide.ts', find: "if (stage.id !== input.stage) return no({ code: 'stage-has-moved-on'", replace: "if (stage.id === '-') return no({ code: 'stage-has-moved-on'" },
  { id: 'F2-author', rule: 'F2', what: '作者可以办理', file: 'core/workflow/rules.ts', find: 'p.id === f.article.author || f.article.coauthors.includes(p.id)', replace: 'f.article.coauthors.includes(p.id)' },
  { id: 'F2-coauthor', rule: 'F2', what: '共同作者可以办理', file: 'core/workflow/rules.ts', find: 'p.id === f.article.author || f.article.coauthors.includes(p.id)', replace: 'p.id === f.article.author' },
  { id: 'F2-corrector', rule: 'F2', what: '改过文字的校对员可以签发', file: 'core/workflow/rules.ts', find: 'p => p.received !== p.released && touches(p, f)', replace: 'p => p.received === p.released + "-" && touches(p, f)' },
  { id: 'F3-levels', rule: 'F3', what: '一人可以担任两级', file: 'core/workflow/rules.ts', find: "  return kinds.every(kind => reached.has(kind))", replace: '  return kinds.length > 0' },
  { id: 'F3-switch', rule: 'F3', what: '同级审校开关失灵', file: 'core/workflow/rules.ts', find: 'return switches.sameLevel', replace: 'return true' },
  { id: 'F3-changed', rule: 'F3', what: '同级审校一人担任时可以改动', file: 'core/workflow/rules.ts', find: "return other ? { code: 'same-level-must-not-change'", replace: "return !other && other ? { code: 'same-level-must-not-change'" },
  { id: 'F3-staffing', rule: 'F3', what: '人手不足也能提交', file: 'core/workflow/draft.ts', find: 'if (lacking.length) return', replace: 'if (lacking.length > 99) return' },
  { id: 'F3-shared', rule: 'F3', what: '规定环节可以兼办', file: 'core/workflow/stages.ts', find: "stage.kind === 'added' && stage.shared", replace: 'stage.shared' },
  { id: 'F4-stage', rule: 'F4', what: '管理员可以办理环节', file: 'core/workflow/rules.ts', find: 'const administrator = actors(f).find(holdsAdministration)', replace: 'const administrator = actors(f).find(p => p.id === "-")' },
  { id: 'F4-two', rule: 'F4', what: '一人可兼两员', file: 'core/office/decide.ts', find: 'return held.size > 1 ?', replace: 'return held.size > 3 ?' },
  { id: 'F5-saw', rule: 'F5', what: '不核对看到的版本', file: 'core/workflow/decide.ts', find: "if (input.saw !== article.hash) return no({ code: 'text-has-moved-on', saw: input.saw, now: article.hash })\n  const able", replace: "if (input.saw === '-') return no({ code: 'text-has-moved-on', saw: input.saw, now: article.hash })\n  const able" },
  { id: 'F6-edit', rule: 'F6', what: '审核环节可以改动文字', file: 'core/workflow/decide.ts', find: 'if (!stageFacts[facts.stage.kind].corrects) return', replace: "if (facts.stage.id === '-') return" },
  { id: 'F6-substantive', rule: 'F6', what: '校对可以作实质性修改', file: 'core/workflow/decide.ts', find: "if (corrected.class === 'substantive') return", replace: "if (corrected.hash === '-') return" },
  { id: 'F6-custody', rule: 'F6', what: '流转链断裂也放行', file: 'core/workflow/rules.ts', find: '!stage || link.received !== held', replace: '!stage' },
  { id: 'F6-end', rule: 'F6', what: '末端文字不符也放行', file: 'core/workflow/rules.ts', find: 'return held === article.hash ? null', replace: 'return held !== "-" ? null' },
  { id: 'F6-written', rule: 'F6', what: '不核对导出文字的哈希', file: 'core/workflow/decide.ts', find: 'if (input.written !== article.hash) return', replace: "if (input.written === '-') return" },
  { id: 'F7-deputy', rule: 'F7', what: '代理人办理不计入被代理人', file: 'core/workflow/rules.ts', find: 'pass.capacity ? [pass.by, pass.capacity.principal] : [pass.by]', replace: 'pass.capacity ? [pass.capacity.principal] : [pass.by]' },
  { id: 'F8-pinned', rule: 'F8', what: '已开始的轮次跟随模板变化', file: 'core/article/article.ts', find: 'const run: Run = { n, submitted, by: act.by, at: act.at, template, road, switches, ended: null }', replace: 'const run: Run = { n, submitted, by: act.by, at: act.at, template, road: road.map(s => ({ ...s, checklist: [] })), switches, ended: null }' },
  { id: 'role', rule: '岗位', what: '没有岗位也能办理', file: 'core/workflow/rules.ts', find: 'check: f => (entitled(f).roles.includes(f.stage.role) ? null', replace: 'check: f => (entitled(f).id !== "-" ? null' },
  { id: 'release-gate', rule: 'I1', what: '未签发也能发布', file: 'core/workflow/decide.ts', find: "if (article.phase !== 'cleared' && article.phase !== 'released') return { code: 'not-cleared'", replace: "if (article.phase === 'abandoned') return { code: 'not-cleared'" },
]
