export { channels, channelIds, type ChannelId } from '#core/channels/all'
export type { Channel, Gauge, PackedFile, ReleaseInput } from '#core/channels/channel'
export {
  buildPackage,
  exporterVersion,
  measure,
  preview,
  type Manifest,
  type ReleasePackage,
} from '#core/channels/package'
export { zipPackage } from '#core/channels/zip'
