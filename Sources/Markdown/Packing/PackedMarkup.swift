public import Packing

extension MarkdownMarkup {
  /// Writes the markup with its slots.
  public func pack(into writer: inout PackedWriter) {
    writer.append(html)
    writer.append(slots) { slot, writer in
      writer.append(slot.offset)
      slot.container.pack(into: &writer)
    }
  }

  /// Reads what `pack` wrote.
  public init(unpacking reader: inout PackedReader) {
    let html = reader.bytes()
    let slots = reader.list { reader in
      MarkdownSlot(offset: reader.number(), container: MarkdownContainer(unpacking: &reader))
    }
    // An offset beyond the text would be a crash when the slot is filled.
    if slots.contains(where: { $0.offset > html.count }) { reader.refuse() }
    self.init(html, slots: slots)
  }
}

extension MarkdownContainer {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.append(name)
    writer.append(argument)
    writer.append(id)
    writer.append(classes) { $1.append($0) }
    writer.append(attributes) { attribute, writer in
      writer.append(attribute.name)
      writer.append(attribute.value)
    }
    content.pack(into: &writer)
    writer.append(paragraphs) { $1.append($0) }
    writer.append(plainText)
    writer.append(line)
    writer.append(column)
    writer.append(argumentColumn)
  }

  fileprivate init(unpacking reader: inout PackedReader) {
    let name = reader.text()
    let argument = reader.text()
    let id = reader.optionalText()
    let classes = reader.list { $0.text() }
    let attributes = reader.list { Attribute(name: $0.text(), value: $0.text()) }
    let content = MarkdownMarkup(unpacking: &reader)
    let paragraphs = reader.list { $0.number() }
    if paragraphs.contains(where: { $0 > content.html.count }) { reader.refuse() }
    self.init(
      name: name, argument: argument, id: id, classes: classes, attributes: attributes,
      content: content, paragraphs: paragraphs, plainText: reader.text(), line: reader.number(),
      column: reader.number(), argumentColumn: reader.number())
  }
}

extension OutlineEntry {
  /// Writes the entry.
  public func pack(into writer: inout PackedWriter) {
    writer.append(level)
    writer.append(id)
    writer.append(title)
  }

  /// Reads what `pack` wrote.
  public init(unpacking reader: inout PackedReader) {
    self.init(level: reader.number(), id: reader.text(), title: reader.text())
  }
}

extension FragmentLink {
  /// Writes the link.
  public func pack(into writer: inout PackedWriter) {
    writer.append(url)
    writer.append(line)
    writer.append(column)
  }

  /// Reads what `pack` wrote.
  public init(unpacking reader: inout PackedReader) {
    self.init(url: reader.text(), line: reader.number(), column: reader.number())
  }
}
