import { value } from '#tests/office'
import { expect, test } from './host.ts'

test('a road being edited is not thrown away when another administrator saves that road, and cannot go over it', async ({ people, as }) => {
  const admin = await as('admin', people)
  await admin.goto(`${people.address}/admin/templates/standard`)
  await admin.getByRole('button', { name: '在“复审”之前加设环节' }).click()
  const safety = await as('safety', people)
  await safety.goto(`${people.address}/admin/templates/standard`)
  await safety.getByLabel('流程名称').fill('八人流程')
  await safety.getByRole('button', { name: '保存为新版本' }).click()
  await expect(safety.getByText('已保存为第 2 版')).toBeVisible()

  await expect(admin.getByText('这个流程已在别处保存为第 2 版')).toBeVisible()
  await expect(admin.getByRole('heading', { name: '环节：会签' })).toBeVisible()
  await admin.getByRole('button', { name: '保存为新版本' }).click()
  await expect(admin.getByText(/马超已于 .+ 保存了新的内容/)).toBeVisible()
  await expect(admin.getByRole('row', { name: /流程名称 八人流程 没有改动/ })).toBeVisible()
  await expect(admin.getByLabel('流程名称')).toHaveValue('八人流程')
  await expect(admin.getByRole('heading', { name: '环节：会签' })).toBeVisible()
  await admin.getByRole('button', { name: '保存为新版本' }).click()
  await expect(admin.getByText('已保存为第 3 版')).toBeVisible()
})

test('a road that was saved elsewhere can be looked at instead of what was changed here', async ({ people, as }) => {
  const [admin, safety] = [await as('admin', people), await as('safety', people)]
  await admin.goto(`${people.address}/admin/templates/standard`)
  await admin.getByRole('button', { name: '在“复审”之前加设环节' }).click()
  await safety.goto(`${people.address}/admin/templates/standard`)
  await safety.getByLabel('流程名称').fill('八人流程')
  await safety.getByRole('button', { name: '保存为新版本' }).click()
  await admin.getByRole('button', { name: '放弃改动，看第 2 版' }).click()
  await expect(admin.getByLabel('流程名称')).toHaveValue('八人流程')
  await expect(admin.getByRole('button', { name: '保存为新版本' })).toBeDisabled()
})

test('settings and a person’s facts from an old window are refused, and what was typed stays', async ({ people, as }) => {
  const [admin, clerk] = [await as('admin', people), await as('xuhong', people)]
  for (const page of [admin, clerk]) await page.goto(`${people.address}/admin/settings?tab=hours`)
  await admin.getByLabel('另外放假的日子').fill('2026-12-09')
  await admin.getByLabel('认领有效时间').fill('60')
  await clerk.getByLabel('另外上班的日子').fill('2026-12-12')
  await clerk.getByLabel('认领有效时间').fill('90')
  await clerk.getByRole('button', { name: '保存设置' }).click()
  await expect(clerk.getByText('设置已保存')).toBeVisible()
  await admin.getByRole('button', { name: '保存设置' }).click()
  await expect(admin.getByText(/徐红已于 .+ 保存了新的内容/)).toBeVisible()
  await expect(admin.getByLabel('另外放假的日子')).toHaveValue('2026-12-09')
  await expect(admin.getByLabel('另外上班的日子')).toHaveValue('2026-12-12')
  await expect(admin.getByLabel('认领有效时间')).toHaveValue('60')
  await admin.getByRole('row', { name: /认领有效时间/ }).getByRole('button', { name: '改用对方的' }).click()
  await expect(admin.getByLabel('认领有效时间')).toHaveValue('90')
  await admin.getByRole('row', { name: /认领有效时间/ }).getByRole('button', { name: '改回您填写的' }).click()
  await admin.getByRole('button', { name: '保存设置' }).click()
  await expect(admin.getByText('设置已保存')).toBeVisible()
  const { extraDaysOff, extraWorkdays, leaseMinutes } = value(await people.house.as('admin')('settings.get', {})).settings
  expect({ extraDaysOff, extraWorkdays, leaseMinutes }).toEqual({ extraDaysOff: ['2026-12-09'], extraWorkdays: ['2026-12-12'], leaseMinutes: 60 })

  const safety = await as('safety', people)
  for (const page of [admin, safety]) await page.goto(`${people.address}/admin/people?person=fengwei`)
  await admin.getByLabel('职务').fill('调研员')
  await safety.getByRole('button', { name: '停用此人' }).click()
  await safety.getByRole('dialog', { name: '停用冯伟？' }).getByRole('button', { name: /停\s?用/ }).click()
  await expect(safety.getByText('冯伟已停用')).toBeVisible()
  await admin.getByRole('button', { name: /保\s?存$/ }).click()
  await expect(admin.getByText(/马超已于 .+ 保存了新的内容/)).toBeVisible()
  await expect(admin.getByRole('row', { name: /账号 已停用 没有改动/ })).toBeVisible()
  await expect(admin.getByLabel('职务')).toHaveValue('调研员')
  await admin.getByRole('button', { name: /保\s?存$/ }).click()
  await expect(admin.getByText('已保存。')).toBeVisible()
  expect(value(await people.house.as('admin')('people.list', {})).people.find(one => one.id === 'fengwei')).toMatchObject({ title: '调研员', disabled: true })
})

test('an entry of the lexicon and the switches of the checks are put together with what another saved meanwhile', async ({ people, as }) => {
  const [admin, clerk] = [await as('admin', people), await as('xuhong', people)]
  const leader = { name: '王建国', title: '区长', aliases: [] }
  value(await people.house.as('admin')('lexicon.change', { key: crypto.randomUUID(), list: 'leaders', add: [leader], remove: [] }))
  await admin.goto(`${people.address}/admin/lexicon?tab=leaders`)
  await admin.getByRole('row', { name: /王建国/ }).getByRole('button', { name: /修\s?改/ }).click()
  await admin.getByRole('dialog').getByLabel('排序').fill('2')
  value(await people.house.as('xuhong')('lexicon.change', { key: crypto.randomUUID(), list: 'leaders', add: [{ ...leader, aliases: ['区委副书记、区长'] }], remove: [] }))
  await admin.getByRole('dialog').getByRole('button', { name: /保\s?存/ }).click()
  await expect(admin.getByText(/徐红已于 .+ 保存了新的内容/)).toBeVisible()
  await admin.getByRole('dialog').getByRole('button', { name: /保\s?存/ }).click()
  await expect(admin.getByText('词库已保存')).toBeVisible()
  expect(value(await people.house.as('admin')('lexicon.get', {})).lists.leaders).toContainEqual({ ...leader, aliases: ['区委副书记、区长'], order: 2 })

  for (const page of [admin, clerk]) await page.goto(`${people.address}/admin/rules`)
  const off = (page: typeof admin, n: number) => page.getByRole('switch', { name: /^启用/ }).nth(n).click()
  await off(admin, 0)
  await off(clerk, 1)
  for (const page of [clerk, admin]) await page.getByRole('button', { name: /^保\s?存$/ }).click()
  await expect(admin.getByText(/徐红已于 .+ 保存了新的内容/)).toBeVisible()
  await admin.getByRole('button', { name: /^保\s?存$/ }).click()
  await expect(admin.getByText('校对规则已保存')).toBeVisible()
  expect(value(await people.house.as('admin')('rules.list', {})).rules.disabled).toHaveLength(2)
})

test('a word list that would grow past its limit is not offered for import, and a word that is there already is not added over it', async ({ people, as }) => {
  const clerk = await as('xuhong', people)
  await clerk.goto(`${people.address}/admin/lexicon?tab=banned`)
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await clerk.locator('input[type=file]').setInputFiles(file('禁用词.txt', Array.from({ length: 20_001 }, (_, i) => `词语${i}`).join('\n')))
  await expect(clerk.getByText('最多 20000 条，现有 0 条，这个文件要新增 20001 条，放不下')).toBeVisible({ timeout: 30_000 })
  await expect(clerk.getByRole('button', { name: '导入 20001 条' })).toBeDisabled()
  await clerk.getByRole('button', { name: /取\s?消/ }).click()

  for (const [reason, said] of [['口语', '词库已保存'], ['网络用语', '“给力”已在这份名单中']] as const) {
    await clerk.getByRole('button', { name: '添加' }).click()
    await clerk.getByLabel('词语').fill('给力')
    await clerk.getByLabel('理由').fill(reason)
    await clerk.getByRole('button', { name: /保\s?存/ }).click()
    await expect(clerk.getByText(said)).toBeVisible()
    if (said === '词库已保存') await expect(clerk.getByRole('dialog')).toHaveCount(0)
  }
})

test('ticks of roles go on top of the roles another administrator saved meanwhile', async ({ people, as }) => {
  const admin = await as('admin', people)
  await admin.goto(`${people.address}/admin/people`)
  await admin.getByRole('checkbox', { name: '刘洋 校对员' }).check()
  const { mustChange: _, hasPassword: __, ...liuyang } = value(await people.house.as('admin')('people.list', {})).people.find(one => one.id === 'liuyang')!
  value(await people.house.as('safety')('people.change', { key: crypto.randomUUID(), person: { ...liuyang, roles: [...liuyang.roles, 'publisher'] }, saw: liuyang }))
  await admin.getByRole('button', { name: '保存岗位' }).click()
  await expect(admin.getByText(/您打开刘洋的资料之后，马超已于 .+ 保存了新的内容/)).toBeVisible()
  await expect(admin.getByRole('checkbox', { name: '刘洋 发布员' })).toBeChecked()
  await expect(admin.getByRole('checkbox', { name: '刘洋 校对员' })).toBeChecked()
  await admin.getByRole('button', { name: '保存岗位' }).click()
  await expect(admin.getByText('已保存 1 人的岗位')).toBeVisible()
  expect(value(await people.house.as('admin')('people.list', {})).people.find(one => one.id === 'liuyang')!.roles.toSorted()).toEqual(['editor', 'proofreader', 'publisher'])
})

test('office hours that end before they begin are told beside the field, and not saved', async ({ people, as }) => {
  const admin = await as('admin', people)
  await admin.goto(`${people.address}/admin/settings?tab=hours`)
  await admin.getByLabel('结束', { exact: true }).first().fill('08:00')
  await expect(admin.getByText('应晚于开始')).toBeVisible()
  await admin.getByRole('button', { name: '保存设置' }).click()
  await expect(admin.getByText('有几处填写不完整')).toBeVisible()
  await admin.getByLabel('开始', { exact: true }).first().fill('07:30')
  await expect(admin.getByText('应晚于开始')).toHaveCount(0)
})
