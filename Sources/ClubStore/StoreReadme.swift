import Disk
import Journal

/// The file that tells whoever opens a store's folder what lies there. Written when a store is made;
/// one that is there is left alone. No start fails for want of it: the next one tries again.
enum StoreReadme {
  static let file = "README"

  static func write(in directory: String, fileSystem: any FileSystem) {
    guard let names = try? fileSystem.list(directory), !names.contains(file) else { return }
    do {
      // What a crash left of it before.
      if names.contains("\(file).new") { try fileSystem.remove("\(directory)/\(file).new") }
      try fileSystem.replace("\(directory)/\(file)", in: directory, with: Array(text.utf8))
    } catch {}
  }

  static let text = """
    这里是会员俱乐部的账本，由 huikan 写入。请整个目录一起备份；不要手工修改任何文件。

      journal/          账本：每行一条记录，只增不改，永不删除。行首是校验码，行内 prev 是上一条的 SHA-256。
      annex/            姓名、电话、邮箱、事由，与账本分开存放；依法删除某人时只改这里，账本不变。
      cut/              断电等事故后未写完、启动时截下的部分；其中没有已确认的记录，可以删除。
      snapshots/        快照，只为启动更快；可以删除，会重新生成。
      secret.key        本库的密钥，用来识别重复提交的请求。随备份保存，勿外传。
      people-key.json   有此文件时，annex/ 已加密；密钥不在本目录，丢失后姓名无法恢复。
      access/           工作人员查阅会员资料的记录，一天一个文件，过了保存期自动删除；不属于账本。
      outbox.jsonl      发给会员的消息到了哪一步；不含联系方式和内容。
      outbox-contacts.jsonl
                        正在入会、换号的人收验证码的联系方式；验证码送出后即删除。
      webhooks.json     别的系统已通知到哪一条；不含网址和密钥。
      drafts/           网站上投来的稿，含作者的联系方式；编辑取走后移走即可。
      erased-members    已删除个人信息的会员号；恢复旧备份时据此再次删除。
      clean             上次正常停止时账本的末尾。
      clock             上次认为机器时钟正确的时刻；时钟相差太远时，到期等事先不办。
      rescued/          运行中被人删掉的账本文件的副本，按提示放回原处。
      lock control.sock 运行中的服务占用，停止后可忽略。

      核对全部账目    huikan ledger verify --store 本目录
      查看            huikan ledger show --store 本目录
      备份            huikan ledger backup 文件.tar --store 本目录
      恢复            huikan ledger restore 文件.tar --store 新目录
      删除某人信息    huikan member erase 会员号 --store 本目录

    This folder is the ledger of a members' club, written by huikan. Back it up as a whole; edit nothing
    by hand.

      journal/          the records, one a line: only ever added to, never changed, never deleted. A line
                        begins with its checksum; "prev" is the SHA-256 of the record before.
      annex/            names, phones, e-mails and reasons, apart from the records. Erasing a person changes
                        these files alone.
      cut/              what a crash had left unfinished and a start has cut off; nothing in it was ever
                        acknowledged; safe to delete.
      snapshots/        only to start faster; safe to delete, made again.
      secret.key        the store's secret, by which requests that are sent again are recognised.
      people-key.json   where it is there, annex/ is sealed; the key lies elsewhere, and without it the
                        names are lost.
      access/           who of the staff has read about which members, a file a day, removed after its time; no
                        part of the ledger.
      outbox.jsonl      how far messages to members have come; no contacts and no words.
      outbox-contacts.jsonl
                        the contact of whoever is joining or changing it, until the code has been sent.
      webhooks.json     how far other systems have been told; no addresses and no keys.
      drafts/           what readers have sent in, with their contacts; move away what the editors have taken.
      erased-members    the numbers of members who were erased; restoring a backup erases them again.
      clean             where the last clean stop left the ledger.
      clock             when the machine's clock was last believed: one that is far off lets nothing lapse.
      rescued/          copies of files of the ledger that somebody removed while it was open; put them back.
      lock control.sock of the running server.

      prove it all      huikan ledger verify --store THIS
      look into it      huikan ledger show --store THIS
      back it up        huikan ledger backup FILE.tar --store THIS
      restore it        huikan ledger restore FILE.tar --store NEW
      erase a person    huikan member erase NUMBER --store THIS

    The whole format is in docs/journal.md of the program's source: any language can read it.

    """
}
