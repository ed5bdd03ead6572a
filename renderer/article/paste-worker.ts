import { readHtml, type ReadRequest } from './read-html.ts'

self.onmessage = ({ data }: MessageEvent<ReadRequest>) => self.postMessage(readHtml(data))
