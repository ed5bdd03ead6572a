import { existsSync, readdirSync } from 'node:fs'
import type { Command } from 'commander'
import { roleZh } from '#core/people/roles'
import { refusalZh } from '#core/refusals.zh'
import { demoPassword } from '#server/demo/build'
import { demoPeople } from '#server/demo/people'
import { houseAt } from './serve.ts'
import { say, Stop } from './say.ts'

async function demo({ data }: { data: string }) {
  if (existsSync(data) && readdirSync(data).length > 0) throw new Stop(`目录“${data}”不是空的，演示单位没有建立。请换一个空目录。`)
  const house = houseAt(data)
  try {
    const made = await house.call(null, 'local', 'office.demo', { key: crypto.randomUUID() })
    if (!made.ok) throw new Stop(refusalZh(made.refusal))
    const { total } = await house.store.list({ sort: 'updated', descending: true, limit: 1, offset: 0 })
    say(`演示单位已建立在“${data}”：${demoPeople.length} 人，${total} 篇稿件。所有账号的密码：${demoPassword}`)
    for (const { account, name, title, roles } of demoPeople) say(`  ${account.padEnd(12)}${name} ${title} —— ${roles.map(role => roleZh[role]).join('、')}`)
    say(`启动：npm run cli -- serve --data ${data}`)
  } finally {
    await house.close()
  }
}

/** demo: an office with people for every role and articles at every stage. */
export function registerDemo(program: Command) {
  program.command('demo').description('建立演示单位：各岗位人员齐全，稿件处于不同环节').requiredOption('--data <目录>', '空的数据目录').action(demo)
}
