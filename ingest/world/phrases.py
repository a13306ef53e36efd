"""Sentences of adverts, complaints, reports and posts. All sides draw from the same pools: promise words occur in
legal texts as denials, calm words in illegal ones, and no sentence belongs to one kind of subject."""

from __future__ import annotations

# products that speak of money; everything else is goods and services
MONEY = (
    "理财产品",
    "养老会员卡",
    "网络借贷标的",
    "农业认养",
    "黄金托管",
    "数字代币",
    "原始股",
    "荐股服务",
    "现货电子盘",
    "股票配资",
    "换汇服务",
    "支付结算",
    "备案私募基金",
    "养老年金保险",
    "银行定期存款",
    "经销返利",
    "产品众筹",
    "备案预付卡",
    "数字藏品",
    "投资顾问",
    "证券期货经纪",
    "黄金饰品",
    "外贸结汇",
    "收单结算",
)
GOODS = (
    "全屋定制家具",
    "新能源汽车",
    "少儿英语课程",
    "健身年卡",
    "有机大米",
    "茶叶礼盒",
    "净水器",
    "旅游线路",
    "医疗体检套餐",
    "家政服务",
    "办公租赁",
    "服装尾货",
    "婚纱摄影",
    "驾校培训",
    "数码相机",
    "月子中心",
)
MEDIA = {
    "网站": ("云澜在线", "岭海财经网", "榕津生活网", "东漪论坛"),
    "电视": ("岭海卫视", "云澜二套"),
    "报刊": ("岭海日报", "鹤渚晚报", "汀州湾商报"),
    "广播": ("岭海交通广播", "青屿之声"),
    "户外": ("地铁灯箱", "公交候车亭", "社区道闸"),
    "公众号": ("云澜理财圈", "榕津优选", "南峤生活指南", "健康大讲堂"),
}
TITLES = (
    "{product}限时开放",
    "{brand}{product}，{city}人都在了解",
    "{city}{product}推荐会",
    "走进{brand}：{product}说明会",
    "{brand}周年庆，{product}让利",
    "{product}怎么选？{brand}告诉您",
    "关于{product}的一封信",
    "{brand}诚邀您体验{product}",
)
OPENINGS = (
    "{brand}深耕{city}多年，",
    "随着生活水平提高，",
    "应广大客户要求，",
    "{brand}携手多家机构，",
    "新品上线，",
    "为答谢新老客户，",
    "名额有限，",
    "响应行业发展，",
)
OFFERS = (
    "推出{product}，门槛{low}元起",
    "{product}现已开放办理，{low}元即可参与",
    "{product}第{k}期开始预约",
    "{product}团购进行中，{low}元起订",
    "{product}支持线上办理，随到随办",
)
RATES = (
    "预期年化{rate}",
    "年化收益率{rate}",
    "参考年化{rate}，按月结算",
    "业绩比较基准{rate}",
    "年化{rate}，到期一次结清",
    "年利率{rate}",
)
BOLD = (
    "保本保息",
    "本金安全无忧",
    "到期还本付息",
    "零风险",
    "资金由第三方兜底",
    "稳赚不赔",
    "随时可退",
    "收益每月到账",
    "介绍亲友另有奖励",
)
CAREFUL = (
    "不承诺保本保息",
    "非保本浮动收益，过往业绩不代表未来表现",
    "不向社会公众吸收存款，不承诺任何回报",
    "谨防以“保本保息”“零风险”为名的骗局",
    "投资有风险，选择须谨慎",
    "本活动不涉及收益返还",
    "资金由银行存管",
    "以合同约定为准",
)
PLAIN = (
    "品质有保障",
    "售后无忧",
    "到店有礼",
    "支持七天退换",
    "免费上门咨询",
    "全省连锁",
    "口碑之选",
    "老客户推荐有礼",
)
CALLS = (
    "详询门店。",
    "咨询电话见下。",
    "扫码了解详情。",
    "地址：{city}各门店。",
    "活动最终解释权归{brand}所有。",
    "欢迎来电。",
)

ASKS = ("退还本金", "退款并赔偿", "查处该单位", "协调兑付", "核实资质", "尽快答复", "退还预付款", "依法处理")
INVESTED = (
    "本人于{date}向{firm}支付{amount}元，用于{product}，",
    "{date}经熟人介绍在{firm}办理{product}，交了{amount}元，",
    "家中老人{date}在{firm}签了{product}合同，金额{amount}元，",
    "我在{firm}的{product}项目先后投入{amount}元，最早是{date}，",
    "{date}看到广告后联系{firm}，为{product}转账{amount}元，",
)
PROMISED = (
    "当时业务员说{promise}，",
    "合同写明{promise}，",
    "对方口头承诺{promise}，",
    "没有听到明确承诺，",
    "宣传单上写着{promise}，",
    "",
)
TROUBLE_SEVERE = (
    "现已两个月没有返息，门店也关了。",
    "到期后一直拖延兑付，客服失联。",
    "提现申请被驳回，理由一再变化。",
    "平台打不开，群里很多人同样情况。",
    "业务员让再投一笔才能取出。",
    "答复说资金紧张，让继续等。",
)
TROUBLE_MILD = (
    "到账比约定晚了三天，希望说明原因。",
    "服务与宣传不符，协商退款未果。",
    "客服态度差，电话打不通。",
    "退款手续繁琐，已等了半个月。",
    "对收费标准有疑问。",
    "门店搬迁没有通知，卡不能用。",
    "担心是不是非法集资，请核实。",
)
CHANNELS = ("12345", "网站", "信访", "来电")
REPLIES = (
    "已转属地核查。",
    "经核实，双方已协商解决。",
    "已约谈企业负责人。",
    "属合同纠纷，建议司法途径。",
    "",
)
METHODS = (
    "以{product}名义面向社会公开宣传，",
    "在{city}多个社区召开推介会介绍{product}，",
    "通过微信群推广{product}，",
    "租用写字楼，由业务员电话推销{product}，",
    "借{product}发展会员，",
)
METHOD_TAILS = (
    "称{promise}，资金打入个人账户。",
    "参与者以老年人居多。",
    "按介绍人数给予奖励。",
    "是否有资质不清楚，请核查。",
    "收款账户经常更换。",
    "据说有正规备案，但未出示。",
)
SPREAD = ("线下推介会", "微信群", "亲友介绍", "电话推销", "传单", "短视频", "社区驻点")
EVIDENCE = ("转账截图", "合同照片", "宣传单", "聊天记录", "录音", "无")
VENUES = ("微博", "贴吧", "论坛", "短视频", "问答社区", "新闻客户端")
POSTS = (
    "{brand}的{product}靠谱吗？有了解的吗",
    "{city}{brand}{product}体验分享",
    "昨天去听了{brand}的{product}讲座",
    "{brand}最近怎么了",
    "{product}避坑指南",
    "{brand}门店排队现场",
    "大家怎么看{product}",
)
GOOD_MOODS = (
    "说{promise}，我先投一点试试。",
    "用了半年，每月按时到账。",
    "服务不错，会推荐给朋友。",
    "老板人很实在，实地看过。",
    "办理很快，资料齐全。",
    "明确写了不承诺保本，我觉得正规。",
)
BAD_MOODS = (
    "已经好几天提不出来了，有一样的吗？",
    "承诺的{promise}没有兑现。",
    "门店关了，群也解散了。",
    "客服一直推脱，准备去报案。",
    "收费不透明，后悔了。",
    "退个款拖了快一个月。",
)
KEYWORDS = ("高收益", "零风险", "保本保息", "返利", "跑路", "维权", "兑付", "备案", "内部名额", "稳健")

# what people write where a form has a field for it, or none: who is to be called, looked up, paid
CALL_US = ("咨询电话{phone}。", "详询{phone}。", "报名热线：{phone}。", "联系客服{phone}。")
LOOK_US_UP = ("官网{site}。", "登录{site}了解详情。", "线上办理：{site}。")
PAY_US = (
    "款项请转入{account}。",
    "收款账号：{account}，户名{holder}。",
    "对公打款账户{account}。",
    "缴费账号{account}（{holder}）。",
)
PAID_TO = (
    "钱是转到{account}的。",
    "收款账号是{account}。",
    "当时按要求打款至{account}，户名{holder}。",
    "款项汇入{account}。",
)
CLAUSES = (
    "甲方：{firm}；乙方：{person}。乙方办理甲方{product}，金额人民币{amount}元，期限{term}{rate}。款项汇入{account}。",
    "经协商，{person}（乙方）向{firm}（甲方）支付{amount}元用于{product}，期限{term}{rate}，收款账号{account}。",
    "{firm}与{person}就{product}订立本合同：合同金额{amount}元，期限{term}{rate}；付款账户为{account}，户名{holder}。",
)
CLAUSE_RATES = ("，年利率{rate}", "，年化{rate}，到期一次结清", "，约定年收益{rate}")
