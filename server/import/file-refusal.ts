/** Why a file cannot be taken in. `why` is for programs, `zh` is the sentence shown to the person. */
export type FileRefusal = {
  code: 'import-refused'
  why:
    | 'too-large'
    | 'empty'
    | 'unknown-kind'
    | 'old-format'
    | 'wrong-content'
    | 'damaged'
    | 'encrypted'
    | 'too-many-entries'
    | 'unsafe-path'
    | 'bomb'
    | 'doctype'
    | 'mixed-kinds'
    | 'too-many-pixels'
    | 'timeout'
    | 'memory'
  zh: string
}

const sentences: Readonly<Record<FileRefusal['why'], string>> = {
  'too-large': '文件超过 20 MB，没有导入。请压缩图片或拆分后再试。',
  empty: '文件是空的，没有导入。请核对所选文件。',
  'unknown-kind': '不支持这种文件，没有导入。请另存为 docx、xlsx、pdf、txt 或常见图片。',
  'old-format': '这是旧版 Office 文件或加了密码的文件，没有导入。请去掉密码，另存为 docx 或 xlsx。',
  'wrong-content': '文件内容与扩展名不符，没有导入。请核对文件来源，用原程序重新另存。',
  damaged: '文件已损坏或不完整，没有导入。请用原程序打开并重新另存。',
  encrypted: '文件加了密码，没有导入。请去掉密码后再试。',
  'too-many-entries': '文件内含的部件过多，没有导入。这不像正常的办公文件，请核对来源。',
  'unsafe-path': '文件内含不安全的路径，没有导入。这不像正常的办公文件，请核对来源。',
  bomb: '文件解压后过大，没有导入。这不像正常的办公文件，请核对来源。',
  doctype: '文件内含外部定义（DOCTYPE），没有导入。这不像正常的办公文件，请核对来源。',
  'mixed-kinds': '文件里夹带了另一种文件，没有导入。请核对来源，用原程序重新另存。',
  'too-many-pixels': '图片像素过大，没有导入。请缩小到 1 亿像素以内。',
  timeout: '文件解析超时，已中止，没有导入。请拆分文件或用原程序重新另存。',
  memory: '文件解析占用内存过多，已中止，没有导入。请拆分文件或用原程序重新另存。',
}

/** The refusal for a reason. */
export const refuse = (why: FileRefusal['why']): FileRefusal => ({ code: 'import-refused', why, zh: sentences[why] })

/** The sentence for somebody who asked for something else than an import, such as “没有检查”. */
export const sentenceFor = ({ zh }: FileRefusal, undone: '没有检查' | '没有校对'): string => zh.replace('没有导入', undone)

/** Thrown inside a worker job to refuse the file with a reason; anything else thrown there counts as `damaged`. */
export class RefusedFile extends Error {
  readonly why: FileRefusal['why']
  constructor(why: FileRefusal['why']) {
    super(why)
    this.why = why
  }
}
