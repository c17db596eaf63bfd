@main
enum Huikan {
  static func main() { print("huikan") }
}
