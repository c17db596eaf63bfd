import Magazine

/// The words of a book that no editor wrote. The Traditional edition converts those of zh-Hans.
struct EbookWords {
  let cover: String
  let contents: String
  let letter: String
  let text: String
  let colophon: String
  let landmarks: String
  let by: String
  let pictures: String
  let ledger: String
  /// What the book offers to whoever cannot see it.
  let accessibility: String
  private let language: SiteSettings.Language

  init(_ language: SiteSettings.Language) {
    self.language = language
    switch language {
    case .simplifiedChinese:
      (cover, contents, letter, text) = ("封面", "目录", "编者按", "正文")
      (colophon, landmarks, by, pictures) = ("版记", "位置", "文 ", "图 ")
      ledger = "出刊时积分账本的最后一条记录："
      accessibility = "有目录、章节结构和阅读顺序，图片有文字说明，正文可随阅读器放大、改字体。"
    case .traditionalChinese:
      (cover, contents, letter, text) = ("封面", "目錄", "編者按", "正文")
      (colophon, landmarks, by, pictures) = ("版記", "位置", "文 ", "圖 ")
      ledger = "出刊時積分帳本的最後一條記錄："
      accessibility = "有目錄、章節結構和閱讀順序，圖片有文字說明，正文可隨閱讀器放大、改字體。"
    case .english:
      (cover, contents, letter, text) = ("Cover", "Contents", "From the editor", "Text")
      (colophon, landmarks, by, pictures) = ("Colophon", "Landmarks", "Text: ", "Pictures: ")
      ledger = "The last record of the points' ledger when this issue came out:"
      accessibility =
        "Contents, structure and reading order are marked up, pictures have descriptions, and the text "
        + "takes any size and typeface."
    }
  }

  func published(_ date: String) -> String {
    switch language {
    case .simplifiedChinese, .traditionalChinese: "\(date)出刊"
    case .english: "Published \(date)"
    }
  }
}
