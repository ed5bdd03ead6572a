import type { Channel } from '#core/channels/channel'
import { website } from '#core/channels/website'
import { wechat } from '#core/channels/wechat'

/** Every way out. Contract and menus derive from this record. */
export const channels = { website, wechat } satisfies Record<string, Channel>
export type ChannelId = keyof typeof channels
export const channelIds = Object.keys(channels) as ChannelId[]
