"""The words that the bench's articles are made of: an invented club's magazine, written for this.

A pattern is a sentence with slots: `{who}`, `{where}`, `{when}`, `{thing}`, `{deed}`, `{how}`,
`{number}`. Nothing in a pattern may be a mark of Markdown; bold and links have lists of their own.
"""

SLOTS = {
    "who": """
        何师傅 前台的小林 住在七楼的陈阿姨 物业的老周 编辑部的同事 刚退休的顾老师 一位老会员 楼下修伞的人
        三号楼的孩子们 夜班的保安 园艺组的志愿者 管水的工程师 来投稿的年轻人 食堂的师傅 合唱队的队长 书法班的学员
        快递站的姑娘 量房子的实习生 住在一层的老夫妻 客户中心的主任
        """,
    "where": """
        老码头路 云塘里的会所 半山台的架空层 二号门的岗亭 江边的步道 小区的东门 地下车库的入口 屋顶的平台
        儿童活动区 沿河的廊桥 菜市场的拐角 图书角的窗边 会议室的白板前 旧锅炉房 楼梯间的转角 南边的小花园
        临津西站 青石巷的尽头 三楼的阳台 桂花树底下
        """,
    "when": """
        秋分以后 立冬那天 雨停的时候 去年这个时候 每逢周三 清早六点 傍晚收摊之前 梅雨季里 国庆长假的第二天 寒露前后
        搬进来的第一年 活动结束的那个晚上 二月里 台风过境以后 开春 大年初六 小满那几天 交付的头一个月 停电的那一晚 去年冬至
        """,
    "thing": """
        屋檐 水盆 旧窗框 长凳 雨伞 门把手 会员卡 一本存折 排水沟 晾衣杆 搪瓷脸盆 留言簿 路灯 竹帘 信箱 电梯里的镜子
        花架 公告栏 石阶 滑梯 消防栓 借书证 缝纫机 工具箱 雨水井 防滑条 门牌
        """,
    "deed": """
        量一遍尺寸 把螺丝拧紧 换一块木板 写一张字条 拍一张照片 煮一锅姜汤 搬两把椅子 听一段评弹 记一笔账 核对名单
        擦干净玻璃 补上缺的那一角 把话说完 打一个电话 等一场雨 画一张草图 问问邻居 挂一盏灯 开一次会 走一圈
        收拾书架 修剪枝条 登记入册 泡一壶茶 排练一支曲子
        """,
    "how": """
        慢慢 仔细 悄悄 一笔一画 不声不响 耐着性子 反反复复 一口气 老老实实 不慌不忙 一丝不苟 客客气气
        """,
    "number": "两 三 四 五 六 七 八 九 十一 十二 十五 十八 二十 二十六 三十 四十五 一百二十",
}

SENTENCES = """
    {when}，{who}总要到{where}{deed}，再回来{deed}
    {who}说，{thing}看着不起眼，少了它，{where}就不像一个住人的地方
    我们在{where}等了{number}分钟，看见{who}{how}地{deed}
    {thing}用了{number}年，边角磨得发亮，{who}舍不得换
    按照会里的老规矩，谁先到{where}，谁就先{deed}
    {who}带来{thing}，放在{where}，旁边压着一张写了{number}行字的纸
    要说省事，换一个新的{thing}最省事；可是{who}偏要{how}地{deed}
    {when}，{where}积了{number}厘米深的水，第一个去{deed}的是{who}
    有人问{thing}值多少钱，{who}想了想，说值{number}个下午
    从{where}走到{where}，不过{number}步路，{who}却走了半个钟头
    {who}把{thing}的来历讲了{number}遍，每一遍都添上一点新的
    到了{when}，来{where}的人渐渐多起来，有的看{thing}，有的只是来{deed}
    编辑部收到{number}封信，其中{number}封问起{thing}，其余的都在讲{where}
    {who}不大爱说话，遇到{thing}的事却能说上{number}分钟
    会员们轮流到{where}值班，{when}也不例外，主要是{deed}
    那天{who}正在{where}{deed}，忽然听见有人喊{thing}掉下来了
    量下来一共{number}处，最要紧的一处在{where}，当天就请{who}去{deed}
    {thing}不会说话，但是{when}的风一吹，{where}的人都知道它还在
    这件事没有写进细则，{who}还是{how}地做了，做完又去{deed}
    大家商量了{number}回，决定先修{thing}，再去{where}{deed}
    如果您{when}路过{where}，请替我们看一眼{thing}，那是{who}留下的
    {who}的本子上记着，{when}用掉{number}块砖、{number}根钉子，外加一个{thing}
    孩子们最喜欢{thing}，因为{when}可以在{where}一边玩一边{deed}
    账目贴在{where}，{number}行字，每一行后面都有{who}的名字
    直到{who}{how}地{deed}，我们才明白{thing}为什么要放在{where}
    {when}的活动来了{number}个人，散场以后，{who}留下来{deed}
    雨声大的时候，{where}说话要靠近些；{who}索性不说，只管{deed}
    {thing}修好那天，{who}请大家在{where}坐了坐，没有讲话，也没有剪彩
    说到底，{deed}并不难，难的是{number}年里每天都去{where}
    照{who}的说法，{thing}要么不修，要修就得修到能再用{number}年
"""

QUOTED_BOLD = """
    雨天借伞 先到先坐 不催不赶 谁用谁记 一人一票 当天办结 只改错字 请勿靠墙 留门到十点 请随手关灯
"""

BOLD = """
    会员本人到场 每月第一个周六 两个工作日以内 本期新设的栏目 工程部的书面答复 没有例外 先登记后领取 这一条不改
"""

LINKED = """
    上一期里写过的那次测量 同一条街上的另一篇 当时的记录 读者后来的回信 更早的那篇文章 去年的对照表
"""

HEADINGS = """
    先从{thing}说起 {where}的一天 为什么是{thing} {who}的账本 {number}个数字 {when} 后来的事 怎样报名 {where}与{thing}
    谁来{deed} 还没有做完的 编辑的话 关于{thing}的{number}个问题 再去一趟{where} 附记
"""

TITLES = """
    把{thing}还给{where} {who}与{thing} {where}，{when} {number}个人和一件{thing} 谁在{where}{deed} {thing}小记
    {when}去{deed} {where}的{number}年 给{thing}写一封信 从{thing}到{where} {who}答读者问 {when}的{where}
    关于{thing}，我们量了{number}次 {how}地{deed} 一件{thing}的来历 在{where}听{who}说话
"""

QUOTATIONS = """
    房子是拿来住的，{thing}是拿来用的，用旧了才算是自己的
    {when}我没有出门，听见楼下有人{deed}，就知道日子还照常
    我不会写文章，只会{deed}，可是{where}的每一块砖我都认得
    别人问我守着{thing}图什么，我说图{when}有个地方去
"""

TABLE_HEADS = "地点 日期 次数 经手人"

TAGS = """
    屋檐 雨 邻居 手艺 修缮 吃食 散步 树 会务 积分 前台笔记 窗 门 孩子 夜晚 秋天 夏天 桂花 旧物 书信
    排水 测量 访谈 交付 工程进度 活动回顾 表格 细则 入会 临津 架空层 诗 长凳 灯 河 图书角 合唱 猫 茶 雪
"""

COLUMNS = [
    ("yingzao", "营造"), ("yanxiaren", "檐下人"), ("silin", "四邻"), ("wuhou", "物候"),
    ("zaojian", "灶间"), ("shoujuan", "手卷"), ("laigao", "来稿"), ("huiwu", "会务"),
]

AUTHORS = [
    ("gu-nanyu", "顾南屿"), ("chen-moqiu", "陈墨秋"), ("lin-xiaohe", "林小河"), ("he-zhiyi", "何知宜"),
    ("zhou-banshan", "周半山"), ("xu-qinghe", "许清和"), ("shen-ruobai", "沈若白"), ("tang-wei", "唐未"),
    ("jiang-dian", "江淀"), ("su-heng", "苏蘅"), ("luo-shuqing", "罗书青"), ("ye-tingyu", "叶汀雨"),
    ("fang-yuan", "方垣"), ("wen-jin", "闻津"), ("qin-mu", "秦木"), ("du-ruolan", "杜若岚"),
    ("meng-chuan", "孟川"), ("lu-yiping", "陆一坪"), ("bai-zhaoxi", "白照溪"), ("song-dao", "宋稻"),
]

SLUGS = """
    eaves basin window bench umbrella handle card bankbook gutter rail enamel guestbook lamp blind mailbox mirror trellis
    beans cake board steps slide hydrant library sewing toolbox drain grip plate cover river bridge market boiler garden
    station lane balcony osmanthus roof
"""
