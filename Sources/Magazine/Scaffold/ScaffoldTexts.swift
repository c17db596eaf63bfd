/// What the new files say. Lines that begin with # are there to be filled in.
extension Scaffold {
  static func issue(_ title: String, number: String, day: String) -> String {
    """
    ---
    title: \(title)
    \(number)date: \(day)
    # 写好以后删去下一行，这一期才会发布。
    draft: true
    # season: 丙午秋
    # subtitle: 一行副题
    # summary: 一两句话，说这一期讲什么。
    # cover: cover.svg
    # cover_alt: 封面上画了什么
    # highlights: [文章的文件名, 不带后缀]
    ---

    编者按写在这里：这一期为什么做，怎样做成的。

    """
  }

  static func article(_ title: String, dated: String) -> String {
    """
    ---
    title: \(title)
    \(dated)# column: 栏目
    # authors: [作者]
    # summary: 一两句话，放在目录和题目下面。
    # cover: 题图的文件名
    # cover_alt: 题图上有什么
    # tags: [话题]
    ---

    正文从这里写起。

    """
  }

  static func event(_ title: String, start: String) -> String {
    """
    ---
    title: \(title)
    # 写好以后删去下一行，活动才会公布。
    draft: true
    start: \(start) 09:30
    end: 11:30
    place: 地点待定
    # city: 城市
    # department: 客关
    # purpose: 品牌
    # capacity: 30
    # points: 100
    # summary: 一两句话，说做什么、带什么。
    ---

    活动的介绍写在这里：做什么，怎么到，要带什么。

    """
  }

  static func reward(_ title: String) -> String {
    """
    ---
    title: \(title)
    # 写好以后删去下一行，才可以兑换。
    draft: true
    points: 100
    # stock: 40
    # from: 2026-12-01
    # through: 2027-02-28
    # limit: 1
    # voucher_validity: 3 months
    # refund_lapsed: true
    # summary: 一两句话，说是什么、怎么领。
    ---

    介绍写在这里：是什么，在哪里领，有什么要注意。

    """
  }

  static func page(_ title: String) -> String {
    """
    ---
    title: \(title)
    # summary: 一两句话
    # menu: true
    ---

    正文从这里写起。

    """
  }
}
