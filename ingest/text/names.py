"""Companies, persons, products and addresses that a rule can tell: a firm's ending with what stands before it, a surname
with a title or a word of its own, a product's kind, what follows 地址."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.mention import Mention, Page

_HAN = r"\u4e00-\u9fff"
# every choice begins with a letter: that lets the search skip what can't begin one
_FIRM_END = re.compile(
    r"股份有限公司|控股有限公司|有限责任公司|有限公司|公司|合伙企业(?:\(有限合伙\))?|专业合作社(?:联合社)?|合作社|集团(?!军|化|有限|公司|股份)|律师事务所|会计师事务所"
    r"|交易中心|交易所|基金会|经营部|商行(?!业)|工作室|农商行|养老院"
)
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,6}分公司")
_ANY_FIRM = re.compile(  # a kind of firm, not one
    r"(?:本|我|贵|该|此|这|那|某|各|其|总|母|子|分|新|老|大|小|一家|家|保险|担保|管理|投资|上市|证券|期货|信托|基金|理财|外贸|物业|旅游|网络|科技|金融|支付|电商|快递|装修|中介|有限|责任|股份|国有|央企|境外|第三方|正规|持牌|小额贷款|融资担保)+$"
)
_LEFT_LIMIT = 30
_REGION = re.compile(
    r"(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|深圳|广州|杭州|南京|苏州|成都|武汉|西安|郑州|长沙|青岛|厦门|宁波|大连|佛山|东莞|中国)"
)
# words that end before a firm's name begins; some stand inside names too (和谐, 华为, 经贸)
_BOUNDARY = re.compile(
    r"[^\u4e00-\u9fffA-Za-z0-9()·&-]|本人|我们?|他们?|她们?|于|在(?!线)|向(?!阳|荣|上|日)|由|被|把|将(?!军)|与(?!时)|及(?!时)|跟|给|的|了|是|称|对(?!外)|从|到(?!家)|让|叫(?!做)|联系|加入|来自|通过|经(?!贸|济|纬|典|开|营|纪)"
    r"|(?<!华)为(?!民)|和(?!谐|信|平|顺|盛|泰|瑞|润|美|合|丰|融|生|家|悦|安|众|利|光|煦)|甲方|乙方|丙方|丁方|出借人|借款人|担保人|委托人|受托人|户名|单位|公司名称|名称|旗下|所属|关于|投诉|举报|签约|签订|购买|投资了|持有|任职|就职|入职|隶属|归属|依据|根据"
    r"|一家|这家|某家?|该(?!隆)|此|所谓|名为|名叫|冒充|假冒|收款[人方]?|转账?[至到给]?|打款?[至到给]|汇[至到入]|[昨今明]天|之前|后来|去年|今年|上月|听说|看到|介绍|担任|曾是|委托|授权|法定代表人"
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
_SURNAME = rf"(?:欧阳|司马|上官|诸葛|慕容|令狐|皇甫|尉迟|[{_SURNAMES}])"
_TITLE = r"(?:总裁|总监|董事长|总经理|经理|老师|主任|先生|女士|教授|主管|顾问|院长|律师|书记|会长|团队长|老板|讲师|导师|队长|校长|博士|总(?![共计额的是部体之结要会数量局理裁监经])|姐(?!妹|姐)|哥(?!哥|们)|阿姨|大爷|大妈|叔叔)"
_TITLE_AT = re.compile(_TITLE)
_TITLED = re.compile(rf"(?:^|[^{_HAN}A-Za-z]|[由经被找跟让向给与和是])(?P<name>{_SURNAME}[{_HAN}]{{0,2}})$")
_SOME = re.compile(rf"(?P<name>{_SURNAME}某(?:某|[甲乙丙丁])?)(?!公司|[{_HAN}]公司)")
_LABELLED = re.compile(
    rf"(?:联系人|户名|收款人|开户人|账户名|姓名|法定代表人|法人代表|法人|实际控制人|负责人|业务员|客户经理|投诉人|举报人|担保人|保证人|出借人|借款人|讲师|导师|代言人|推荐人|介绍人|团队长|经办人|被告人|被告|原告|嫌疑人)(?:是|为|叫|名叫)?(?P<mark>[::\s]{{0,2}})(?P<name>{_SURNAME}(?:某某?|[{_HAN}]{{1,2}}?))(?P<then>(?![{_HAN}A-Za-z])|(?=[以向在的说称于让将拉介推为和与承告诉]))"
)
_BY = re.compile(rf"(?:经|由|被|受|听|请)(?:朋友|熟人|亲戚|同事|邻居|老乡|业务员|团队长|影星|歌手|明星|演员|主持人|著名[{_HAN}]{{2,3}})?(?P<name>{_SURNAME}[{_HAN}]{{1,2}})(?=介绍|推荐|拉[我进入]|邀请|引荐|倾情|代言|担任|带[我进]|站台|作保|担保|提供|发展|牵线|忽悠|劝说)")  # fmt: skip
_QUOTED = re.compile(rf"[“「《\"](?P<name>[^”」》\"\n]{{2,24}})[”」》\"](?=[{_HAN}]{{0,4}}(?:产品|理财|计划|项目|基金|信托|会员|卡|平台|课程|币))")  # fmt: skip
_NUMBERED = re.compile(
    rf"[{_HAN}]{{2,8}}(?:[一二三四五六七八九十百\d]{{1,4}}号|[A-Z]款|第?[一二三四五六七八九十\d]{{1,3}}期)$"
)
_THEN = re.compile(r"产品|理财|项目|基金|[，。、；]|年化|预期|收益|$")
_KIND_END = re.compile(r"[号款期]")
_PRODUCT_HEAD = re.compile(r"^(?:购买|投资|认购|推出|申购|买了?|参与|本|该|其|的|在|和|与|签|发行|关于|我司|公司)+")
_ADDRESS = re.compile(rf"(?:地址|住址|住所|位于|坐落于|办公地点|门店地址|办公地址)(?:为|是|在|[::\s]){{0,3}}(?P<place>[{_HAN}][{_HAN}A-Za-z0-9()#-]{{4,50}}?(?:号楼|号院|室|号|层|楼|大厦|广场|小区|村|路|街|座)(?:[{_HAN}]{{0,6}}\d{{1,5}}[室号层座])?)(?![{_HAN}]{{0,1}}\d)")  # fmt: skip


def names(page: Page) -> Iterator[Mention]:
    """Mentions `company`, `person`, `product`, `address`."""
    yield from _companies(page)
    yield from _persons(page)
    yield from _products(page)
    for found in _ADDRESS.finditer(page.flat):
        yield page.mention("address", found.start("place"), found.end("place"), found["place"], "address word", 0.75)


def _products(page: Page) -> Iterator[Mention]:
    for found in _QUOTED.finditer(page.flat):
        yield page.mention("product", *found.span("name"), found["name"], "product quoted", 0.7)
    for end in _KIND_END.finditer(page.flat):
        if not _THEN.match(page.flat, end.end()):
            continue
        if numbered := _NUMBERED.search(page.flat, max(0, end.end() - 14), end.end()):
            start, after = end.end() - len(_PRODUCT_HEAD.sub("", numbered[0])), end.end()
            if after - start >= 4:
                yield page.mention("product", start, after, page.flat[start:after], "product number", 0.5)


def _companies(page: Page) -> Iterator[Mention]:
    after = 0
    for found in _FIRM_END.finditer(page.flat):
        start = _begins(page.flat, max(after, found.start() - _LEFT_LIMIT), found.start())
        stem = found.start() - start
        bare = found[0] == "公司"
        if stem < 2 or (bare and (stem > 10 or _ANY_FIRM.fullmatch(page.flat, start, found.start()))):
            continue
        branch = None if bare else _BRANCH.match(page.flat, found.end(), found.end() + 9)
        after = branch.end() if branch else found.end()
        sure = 0.5 if bare else 0.9 if "公司" in found[0] or "合伙" in found[0] else 0.7
        yield page.mention("company", start, after, page.flat[start:after], "company ending", sure)


def _begins(flat: str, limit: int, end: int) -> int:
    """Where a firm's name begins: behind the last boundary, or at the region behind it."""
    words = flat[limit:end]
    cut = 0
    for found in _BOUNDARY.finditer(words):
        if found.end() < len(words) - 1 or not re.match(rf"[{_HAN}]", found[0]):
            cut = found.end()
    region = _REGION.search(words, cut)
    if region and region.start() <= cut + 6 and len(words) - region.end() >= 2:
        cut = region.start()
    while cut < len(words) and words[cut] in "-·&)":
        cut += 1
    return limit + cut


def _persons(page: Page) -> Iterator[Mention]:
    """A name is taken once, by the surest rule."""
    taken: set[int] = set()
    for start, end, rule, sure in _people(page.flat):
        if start not in taken:
            taken.add(start)
            yield page.mention("person", start, end, page.flat[start:end], rule, sure)


def _people(flat: str) -> Iterator[tuple[int, int, str, float]]:
    for found in _LABELLED.finditer(flat):
        yield *found.span("name"), "person word", 0.85 if found["mark"] else 0.7
    for found in _BY.finditer(flat):
        yield *found.span("name"), "person by", 0.75
    for title in _TITLE_AT.finditer(flat):
        if titled := _TITLED.search(flat, max(0, title.start() - 5), title.start()):
            yield titled.start("name"), title.end(), "person title", 0.7
    at = flat.find("某")
    while at >= 0:
        if some := _SOME.search(flat, max(0, at - 2), at + 5):
            yield *some.span("name"), "person some", 0.7
        at = flat.find("某", at + 2)
