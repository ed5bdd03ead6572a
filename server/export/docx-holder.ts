import { FileChild, Paragraph, Table, XmlComponent, type IContext, type IXmlableObject} from 'docx'

/** What may stand in a body, a cell or a holder. */
export type PaperBlock = Paragraph | Table | Holder

class Attributes extends XmlComponent {
  constructor(attributes: Record<string, string>) {
    super('_attr')
    Object.assign(this, { root: attributes })
  }
  override prepForXml(): IXmlableObject {
    return { _attr: this.root as unknown as Record<string, string> }
  }
}

class Element extends XmlComponent {
  constructor(name: string, attributes: Record<string, string>, children: XmlComponent[] = []) {
    super(name)
    if (Object.keys(attributes).length) this.root.push(new Attributes(attributes))
    this.root.push(...children)
  }
}

/** A block content control: holds blocks together under a tag, without a frame that anyone sees. */
export class Holder extends FileChild {
  constructor(tag: string, children: readonly PaperBlock[]) {
    super('w:sdt')
    this.root.push(
      new Element('w:sdtPr', {}, [new Element('w:tag', { 'w:val': tag }), new Element('w15:appearance', { 'w15:val': 'hidden' })]),
      new Element('w:sdtContent', {}, [...children]),
    )
  }
}

const hyperlink = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink'

/** A link whose relationship is named by its place in the text: the library's own draws a random name. */
export class Link extends XmlComponent {
  private id: string
  private address: string

  constructor(place: number, address: string, children: XmlComponent[]) {
    super('w:hyperlink')
    this.id = `link${place}`
    this.address = address
    this.root.push(new Attributes({ 'r:id': `rId${this.id}`, 'w:history': '1' }), ...children)
  }

  override prepForXml(context: IContext): IXmlableObject | undefined {
    context.viewWrapper.Relationships.addRelationship(this.id, hyperlink, this.address, 'External')
    return super.prepForXml(context)
  }
}
