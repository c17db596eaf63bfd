extension Publication {
  /// Articles to read after one: those that share topics with it, the rarer the topic the better; where
  /// they are too few, others of its column. Those before and after it are left out, since a page leads
  /// to them anyway, and so is what lies far off in a long list: with every new article only the pages
  /// of its neighbours by topic change.
  ///
  /// - Parameters:
  ///   - id: the article, as a place in `articles`.
  ///   - count: how many there may be.
  /// - Returns: places in `articles`, the best first.
  public func related(to id: Int, atMost count: Int) -> [Int] {
    let article = articles[id]
    let (previous, next) = neighbours(of: id)
    var candidates: [(id: Int, weight: Int)] = []
    for tag in article.tags {
      let list = relations.tagArticles[tag]
      gather(around: id, in: list, weight: max(1, 1_000 / list.count), into: &candidates)
    }
    if let column = article.column {
      gather(around: id, in: relations.columnArticles[column], weight: 0, into: &candidates)
    }
    candidates.removeAll { $0.id == previous || $0.id == next }
    candidates.sort { one, other in
      if one.weight != other.weight { return one.weight > other.weight }
      let distances = (abs(one.id - id), abs(other.id - id))
      return distances.0 == distances.1 ? one.id < other.id : distances.0 < distances.1
    }
    return candidates.prefix(count).map(\.id)
  }

  /// Adds what stands nearest to an article in a list that it is in; weights of one article add up.
  private func gather(
    around id: Int, in list: [Int], weight: Int, into candidates: inout [(id: Int, weight: Int)]
  ) {
    // Lists of topics and columns name articles in the order of `articles`.
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < id { low = middle + 1 } else { high = middle }
    }
    let reach = 4
    for other in list[max(0, low - reach)..<min(list.count, low + reach + 1)] where other != id {
      if let place = candidates.firstIndex(where: { $0.id == other }) {
        candidates[place].weight += weight
      } else {
        candidates.append((other, weight))
      }
    }
  }
}
