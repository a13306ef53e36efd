"""Names as they stand in files, read into their parts: a table that was written by hand, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.match.names import Parser, normal, parser
from ingest.match.sounds import sounded

# name | region | trade name | industry | form | branch
TABLE = """
深圳市恒瑞网络科技有限公司|4403|恒瑞|网络科技|有限|
深圳恒瑞网络科技有限责任公司|4403|恒瑞|网络科技|有限|
恒瑞网络科技（深圳）有限公司|4403|恒瑞|网络科技|有限|
恒瑞（深圳）网络科技有限公司|4403|恒瑞|网络科技|有限|
（深圳）恒瑞网络科技有限公司|4403|恒瑞|网络科技|有限|
恒瑞网络科技有限公司（深圳）|4403|恒瑞|网络科技|有限|
广东恒瑞（深圳）网络科技有限公司|4403|恒瑞|网络科技|有限|
广东省深圳市南山区恒瑞网络科技有限公司|440305|恒瑞|网络科技|有限|
廣東恒瑞網絡科技股份有限公司|44|恒瑞|网络科技|股份|
深圳市恒瑞[深圳]科技有限公司|4403|恒瑞|科技|有限|
ＨＥＮＧ瑞（上海）投资管理有限公司|31|heng瑞|投资管理|有限|
上海 恒瑞 投资 管理 有限公司|31|恒瑞|投资管理|有限|
上海恒瑞投资管理合伙企业（有限合伙）|31|恒瑞|投资管理|合伙|
上海恒瑞股权投资基金合伙企业(有限合伙)|31|恒瑞|股权投资基金|合伙|
上海恒瑞投资管理中心（有限合伙）|31|恒瑞|投资管理|合伙|
宁波恒瑞创业投资合伙企业（普通合伙）|3302|恒瑞|创业投资|合伙|
北京恒瑞会计师事务所（特殊普通合伙）|11|恒瑞|会计师|合伙|
北京市恒瑞律师事务所|11|恒瑞|律师|事务所|
恒瑞集团||恒瑞||公司|
恒瑞控股集团有限公司||恒瑞|控股|有限|
恒瑞（集团）股份有限公司||恒瑞||股份|
内蒙古恒瑞实业集团股份有限公司|15|恒瑞|实业|股份|
内蒙古自治区包头市恒瑞钢铁有限公司|1502|恒瑞|钢铁|有限|
广西恒瑞食品有限公司|45|恒瑞|食品|有限|
新疆维吾尔自治区恒瑞农业发展有限公司|65|恒瑞|农业发展|有限|
恩施土家族苗族自治州恒瑞茶业有限公司|4228|恒瑞|茶业|有限|
恩施州恒瑞茶业有限公司|4228|恒瑞|茶业|有限|
恩施恒瑞茶业有限公司|4228|恒瑞|茶业|有限|
大理白族自治州恒瑞旅游有限公司|5329|恒瑞|旅游|有限|
昆山恒瑞精密制造有限公司|320583|恒瑞|精密制造|有限|
义乌市恒瑞进出口贸易有限公司|330782|恒瑞|进出口贸易|有限|
香港恒瑞国际贸易有限公司|81|恒瑞|国际贸易|有限|
台北市恒瑞电子有限公司|7101|恒瑞|电子|有限|
台湾省台北市恒瑞电子股份有限公司|7101|恒瑞|电子|股份|
重庆市渝中区恒瑞餐饮管理有限公司|500103|恒瑞|餐饮管理|有限|
恒瑞餐饮管理有限公司||恒瑞|餐饮管理|有限|
恒瑞科技||恒瑞|科技||
恒瑞||恒瑞|||
深圳恒瑞|4403|恒瑞|||
深圳市恒瑞养生堂有限公司|4403|恒瑞养生堂||有限|
成都市武侯区恒瑞商行|510107|恒瑞||个体|
武侯区恒瑞便民超市（个体工商户）|510107|恒瑞便民|超市|个体|
恒瑞科技有限公司深圳分公司||恒瑞|科技|有限|深圳分公司
深圳市恒瑞科技有限公司广州天河营业部|4403|恒瑞|科技|有限|广州天河营业部
中国工商银行股份有限公司深圳分行||中国工商|银行|股份|深圳分行
中国工商银行股份有限公司||中国工商|银行|股份|
浙江恒瑞小额贷款股份有限公司|33|恒瑞|小额贷款|股份|
青岛恒瑞农民专业合作社|3702|恒瑞||合作社|
永康科技有限公司||永康|科技|有限|
永康市永康科技有限公司|330784|永康|科技|有限|
中阳（台中）药业有限公司|7104|中阳|药业|有限|
丹凤国际贸易有限公司||丹凤|国际贸易|有限|
东方恒瑞科技有限公司||东方恒瑞|科技|有限|
鼓楼区恒瑞科技有限公司||恒瑞|科技|有限|
南京市鼓楼区恒瑞科技有限公司|320106|恒瑞|科技|有限|
云澜恒瑞商贸有限公司||云澜恒瑞|商贸|有限|
深圳市第一百货有限公司|4403|第一|百货|有限|
深圳市３６０数码有限公司|4403|360|数码|有限|
深圳市金融有限公司|4403|金融||有限|
深圳市有限公司||深圳市||有限|
有限公司||有限||公司|
公司||公司|||
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_a_name_is_read_into_its_parts(line: str) -> None:
    name, region, trade, industry, form, branch = (part.strip() for part in line.split("|"))
    read = parser().parse(name)
    assert (read.region, read.trade, read.industry, read.form, read.branch) == (region, trade, industry, form, branch)


def test_what_the_parser_is_not_told_stays_in_the_trade_name() -> None:
    read = Parser(industries=["科技"]).parse("深圳恒瑞养老服务有限公司")
    assert (read.region, read.trade, read.industry) == ("4403", "恒瑞养老服务", "")


def test_many_names_are_read_as_one_by_one() -> None:
    names = [line.split("|")[0] for line in TABLE.strip().splitlines()] * 3
    assert parser().parse_all(names) == [parser().parse(n) for n in names]
    assert parser().parse_all([]) == []


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_text_is_a_name_of_its_own_and_its_normal_form_is_steady(texts: list[str]) -> None:
    once = normal(texts)
    assert len(once) == len(texts)
    assert normal(once) == once
    for read in parser().parse_all(texts):
        assert len(read.trade) > 0 or not read.text.strip("()")


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(["深圳市", "深圳", "广东省深圳市"]), st.sampled_from(["有限公司", "有限责任公司"]), st.booleans()
)
def test_the_ways_to_write_region_and_form_come_to_one(region: str, form: str, bracket: bool) -> None:
    name = f"恒瑞（{region}）科技{form}" if bracket else f"{region}恒瑞科技{form}"
    assert parser().parse(name)[1:] == ("4403", "恒瑞", "科技", "有限", "")


def test_texts_that_sound_alike_are_one() -> None:
    assert sounded(["恒瑞", "横锐", "恒锐科"]) == [sounded(["恒瑞"])[0]] * 2 + [sounded(["恒瑞科"])[0]]
    assert sounded(["a1"]) == ["a1"]
