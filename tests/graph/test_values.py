"""Value kinds: one text and a whole column agree, what comes out is in the kind's domain, and outside oracles agree."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl.utils.datetime as excel
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum import luhn as stdnum_luhn
from stdnum.cn import ric, uscc

from graph.values import EARLIEST, KINDS, LATEST, REASONS, BadValue, How, comparable, luhn

PLAIN = How()
SHANGHAI = ZoneInfo("Asia/Shanghai")
FAST = settings(max_examples=60, deadline=None)


def read(kind: str, text: str, how: How = PLAIN) -> Any:
    return KINDS[kind].parse(text, how)


def refused(kind: str, text: str, how: How = PLAIN) -> str | None:
    try:
        read(kind, text, how)
    except BadValue as bad:
        return bad.code
    return None


# any text, any kind

PIECES = st.one_of(
    st.sampled_from(
        "0123456789٣３.,-+()/:'%‰¥￥$eETZxX年月日时点分秒亿万千百十元角整零壹贰二两每返是否張张豈⼀（）_@ \t\n\u3000\u00a0\u200b\ufeff\x00\x1f\x85"
    ),
    st.sampled_from(
        [
            "00",
            "1234567890",
            "6217",
            "xxxx",
            "****",
            "--",
            "现金",
            "wxid_",
            "下午",
            " PM",
            "24:00",
            "240000",
            " 93000",
            "-09.30.00",
            "CR",
            "DR",
            "贷",
            "借",
            "2千",
            ",234",
            ",2345",
            "@qq.com",
            "人民币",
            "年化",
            "月息",
            "千分之",
            "万分之",
            "true",
            "2019",
            "-03",
            "20190301",
            "093000",
        ]
    ),
    st.sampled_from(
        ["09:30:00", "+08:00", "http://", "www.", ".com", "138", "8000", "0755", "440", "nan", "inf", "1e5", "E+15"]
    ),
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=9).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
    st.from_regex(r"[-+(]?[0-9]{1,17}(\.[0-9]{0,3})?\)?", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{4,12}", fullmatch=True),
)
HOWS = st.sampled_from(
    [
        How(),
        How(unit="fen"),
        How(unit="wan"),
        How(round=True),
        How(zone="UTC"),
        How(zone="America/New_York"),
        How(format="epoch_ms"),
        How(format="epoch_s"),
        How(format="%d/%m/%Y"),
        How(format="day", start="2020-01-01"),
    ]
)
DOMAIN = {
    "id_number": r"[0-9]{17}[0-9X]",
    "credit_code": r"[0-9A-HJ-NPQRTUWXY]{18}",
    "phone": r"[0-9]{7,12}",
    "account": r"[\w.@:]{1,64}",
    "url": r"https?://\S+",
    "host": r"[^\s./]+(\.[^\s./]+)+",
}


@pytest.mark.parametrize("kind", KINDS)
@given(texts=st.lists(TEXTS, min_size=1, max_size=20), how=HOWS)
@FAST
def test_a_column_says_what_each_text_says(kind: str, texts: list[str], how: How) -> None:
    done = KINDS[kind].column(pl.Series(texts, dtype=pl.String), how)
    assert done.values.dtype == KINDS[kind].dtype
    assert done.reasons.dtype == pl.String
    for text, value, reason in zip(texts, done.values.to_list(), done.reasons.to_list(), strict=True):
        if value is None and reason is None:
            assert not text.strip()  # nothing, and no error
            continue
        code = refused(kind, text, how)
        assert (value, reason) == (None if code else read(kind, text, how), code), text
        assert code is None or code in REASONS


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS, how=HOWS)
@FAST
def test_what_comes_out_is_in_the_domain_and_stays_what_it_is(kind: str, text: str, how: How) -> None:
    if refused(kind, text, how):
        return
    value = read(kind, text, how)
    if kind in DOMAIN:
        assert re.fullmatch(DOMAIN[kind], value), value
        assert value.isascii() or kind in ("account", "url", "host")
    match value:
        case bool():
            assert kind == "flag"
        case int():
            assert -(2**63) < value < 2**63
        case float():
            assert value == value
            assert abs(value) < float("inf")
        case datetime():
            assert EARLIEST <= value < LATEST
            assert value.utcoffset() == timedelta(0)
            assert value.microsecond % 1000 == 0
        case date():
            assert 1850 <= value.year < 2200
        case str():
            assert value
            assert "\x00" not in value
            assert read(kind, value, how) == value  # what an id is made from does not change when written out again


@pytest.mark.parametrize("kind", KINDS)
def test_nulls_and_blanks_are_nothing_and_no_error(kind: str) -> None:
    done = KINDS[kind].column(pl.Series([None, "", "  ", "\t"], dtype=pl.String))
    assert done.values.is_null().all()
    assert done.reasons.is_null().all()
    assert KINDS[kind].column(pl.Series([], dtype=pl.String)).values.dtype == KINDS[kind].dtype


@pytest.mark.parametrize("kind", [k for k in KINDS if KINDS[k].dtype == pl.String])
@given(text=TEXTS)
@FAST
def test_keys_do_not_depend_on_width_or_blanks_around(kind: str, text: str) -> None:
    if refused(kind, text) or kind == "text":
        return
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    if refused(kind, wide):
        return
    one, two = (KINDS[kind].key(KINDS[kind].column(pl.Series([t])).values)[0] for t in (f" {text}\u3000", wide))
    assert one == two


# identifiers

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.text(CODE, min_size=17, max_size=17), st.integers(0, 30))
@FAST
def test_credit_codes_are_those_of_stdnum(body: str, shift: int) -> None:
    right = uscc.calc_check_digit(body)
    assert read("credit_code", body.lower() + right.lower()) == body + right
    other = CODE[(CODE.index(right) + shift) % 31]
    assert (refused("credit_code", body + other) is None) == (other == right)


@pytest.mark.parametrize(
    "code", ["91110000600037341L", "91440300708461136T", "9111000060003734IL", "91110000600037341"]
)
def test_known_credit_codes(code: str) -> None:
    assert (refused("credit_code", code) is None) == uscc.is_valid(code)


@given(st.integers(100000, 999999), st.dates(date(1850, 1, 1), date(2199, 12, 31)), st.integers(0, 999))
@FAST
def test_id_numbers_have_the_check_of_stdnum(area: int, born: date, order: int) -> None:
    body = f"{area}{born:%Y%m%d}{order:03}"
    right = ric.calc_check_digit(body + "0")
    assert read("id_number", body + right.lower()) == body + right
    assert all(refused("id_number", body + c) == "check" for c in "0123456789X" if c != right)


@given(st.integers(100000, 999999), st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
@FAST
def test_old_id_numbers_become_the_new_one(area: int, born: date, order: int) -> None:
    new = f"{area}{born:%Y%m%d}{order:03}"
    new += ric.calc_check_digit(new + "0")
    assert read("id_number", new[:6] + new[8:17]) == new


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("id_number", "990201196713066991", "date"),
        ("id_number", "9.90201E+17", "digits"),
        ("id_number", "٩٩٠٢٠١١٩٦٧٠٦٠٦٦٩٩٧", "shape"),
        ("account", "6.22202E+18", "digits"),
        ("account", "6222020000000000000.0", "digits"),
        ("account", "６２２２/1", "shape"),
        ("phone", "1.38001E+10", "digits"),
        ("phone", "23800138000", "shape"),
        ("phone", "١٣٨٠٠١٣٨٠٠٠", "shape"),
        ("credit_code", "9.11E+17", "digits"),
        ("phone", "138****8000", "masked"),
        ("phone", "138----8000", "masked"),
        ("id_number", "3301**********1234", "masked"),
        ("id_number", "3301XXXXXXXXXX123X", "masked"),
        ("id_number", "３３０１＊＊＊＊＊＊＊＊＊＊1234", "masked"),
        ("id_number", "无", "shape"),
        ("id_number", "****", "shape"),
        ("credit_code", "9133**********123X", "masked"),
        ("credit_code", "9133XXXXXXXXXX1234", "masked"),
        ("credit_code", "9133----------1234", "masked"),
        ("credit_code", "9133", "shape"),
        ("host", "http://...", "shape"),
        ("host", "www.", "shape"),
        ("host", "www.www.0", "shape"),
        ("url", "ftp://a.cn", "shape"),
        ("flag", "或许", "flag"),
        ("number", "1,2", "number"),
        ("count", "1,2人", "number"),
        ("text", "'\u200b", "blank"),
    ],
)
def test_what_is_refused_and_why(kind: str, text: str, code: str) -> None:
    if kind == "id_number" and code == "date":
        body = text[:17]
        text = body + ric.calc_check_digit(body + "0")
    assert refused(kind, text) == code


NOBODY = ["现金", "内部户", "内部账户", "无", "不详", "其他", "柜面", "张三", "0", "00000", "0.0", "null", "NULL", "None", "NaN", "-", "--", "——", "N/A", "ATM", "ZhangSan", "Alipay", "@", ".", ":", "wx:null", "amlsim:"]  # fmt: skip
MASKED = ["6217****0456", "6217xxxx0456", "6217XX0456", "6217XXXX", "6217××××0456", "6217●●●●0456", "6217----0456", "6217...0456", "6217…0456", "6217____0456", "尾号0456", "末4位0456", "NRA6217xxxx0456", "６２１７＊＊0456"]  # fmt: skip
NUMBERS = (
    *("1", "9", "12", "007", "360", "4614219293217785425", "6222021234567890123", "80241532836906794", "13800138000"),
    *("2088002345678901", "wxid_abc123", "wxid_abcdefghij", "085e9858e1a6d0f@wx.tenpay.com", "zhang.san@qq.com"),
    *("amlsim:0", "finbench:107", "wx:lovelyrose", "NRA62170456", "0x12", "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb"),
)


def test_what_many_rows_write_for_an_account_makes_none() -> None:
    done = KINDS["account"].column(pl.Series([*NOBODY, *MASKED, *NUMBERS]))
    assert done.reasons.to_list() == ["nobody"] * len(NOBODY) + ["masked"] * len(MASKED) + [None] * len(NUMBERS)
    assert done.values.to_list() == [None] * (len(NOBODY) + len(MASKED)) + list(NUMBERS)


@given(
    st.text("0123456789", min_size=1, max_size=40), st.sampled_from("*xX×●#_.-"), st.integers(0, 36), st.integers(4, 8)
)
@FAST
def test_a_number_stands_for_itself_and_a_hidden_part_for_nothing(digits: str, sign: str, at: int, hidden: int) -> None:
    hides = digits[:at] + sign * hidden + digits[at + hidden :]
    done = KINDS["account"].column(pl.Series([digits, f"{digits[:4]} {digits[4:]}-", hides]))
    assert done.values.to_list() == [digits, digits, None] if int(digits) else [None] * 3
    assert done.reasons[2] == "masked" if re.search("[1-9]", hides) else done.reasons[2] in ("masked", "nobody")


@given(st.text(st.characters(categories=("Lu", "Ll", "Lo", "Pd", "Po")), min_size=1, max_size=20))
@FAST
def test_no_name_is_an_account(name: str) -> None:
    known = re.fullmatch(r"[\w.]+@.*|wxid_.*|\w+:.*", re.sub("[-\\s]", "", unicodedata.normalize("NFKC", name)), re.I)
    assert known or refused("account", name) == "nobody"


@given(st.text("0123456789", min_size=2, max_size=30))
@FAST
def test_luhn_is_that_of_stdnum(number: str) -> None:
    assert luhn(number) == stdnum_luhn.is_valid(number)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("phone", "+86 138-0013-8000", "13800138000"),
        ("phone", "008613800138000", "13800138000"),
        ("phone", "13800138000.0", "13800138000"),
        ("phone", "（0755）12345678", "075512345678"),
        ("phone", "４００８００１２３４", "4008001234"),
        ("account", "'6222 0200-1234", "622202001234"),
        ("account", "12345.0", "12345"),
        ("host", "HTTPS://www.Example.COM:80/a?b", "example.com"),
        ("url", "Example.com/A", "http://example.com/A"),
        ("address", " 广东省　深圳市 福田区１号 ", "广东省深圳市福田区1号"),
        ("org_name", "\t某某（深圳）有限公司", "某某(深圳)有限公司"),
        ("count", "1,234人", 1234),
        ("number", "1,234.5", 1234.5),
        ("number", "12.5%", 0.125),
        ("flag", "√", True),
        ("flag", "Ｎｏ", False),
    ],
)
def test_how_things_are_written(kind: str, text: str, value: Any) -> None:
    assert read(kind, text) == value
    assert KINDS[kind].column(pl.Series([text])).values[0] == value


def test_names_meet_across_scripts_and_widths() -> None:
    pairs = [
        ("臺灣銀行（香港）", "台湾银行(香港)"),
        ("張國榮", "张国荣"),
        ("ＡＢＣ 有限公司", "abc有限公司"),
        ("鏈雲", "链云"),
    ]
    for one, two in pairs:
        assert comparable(one) == comparable(two)
        kind = KINDS["org_name"]
        keys = kind.key(kind.column(pl.Series([one, two, "别的"])).values)
        assert keys[0] == keys[1] != keys[2]
    assert read("org_name", "臺灣銀行") == "臺灣銀行"  # shown as written


# amounts


@given(fen=st.integers(-(10**15), 10**15), style=st.integers(0, 5))
@example(fen=10**15 - 1, style=0)
@example(fen=-1, style=1)
@settings(max_examples=400, deadline=None)
def test_amounts_are_exact_to_the_fen(fen: int, style: int) -> None:
    sign, whole, part = "-" if fen < 0 else "", abs(fen) // 100, abs(fen) % 100
    text = [
        f"{sign}{whole}.{part:02}",
        f"{sign}{whole:,}.{part:02}",
        f"{sign}¥{whole}.{part:02}元",
        f"({whole:,}.{part:02})" if fen < 0 else f"+{whole}.{part:02}",
        f"{Decimal(fen).scaleb(-6)}万" if abs(fen) >= 100 else f"{sign}{whole}.{part:02}",
        f"{sign}{whole}.{part:02}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    ][style]
    assert read("amount", text) == fen
    assert KINDS["amount"].column(pl.Series([text])).values[0] == fen
    assert read("amount", f"{fen}", How(unit="fen")) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12,345.60", 1_234_560),
        ("1.2万", 1_200_000),
        ("1.2亿元", 12_000_000_000),
        ("5千万元", 5_000_000_000),
        ("(1,234.50)", -123_450),
        ("-￥3", -300),
        ("￥-3", -300),
        ("RMB 5", 500),
        (".5", 50),
        ("1e3", 100_000),
        ("人民币壹万元整", 1_000_000),
        ("壹仟零佰零拾伍元", 100_500),
        ("拾万元", 10_000_000),
        ("贰佰元零伍分", 20_005),
        ("伍角", 50),
        ("零元整", 0),
        ("壹万亿元", 10**14),
        ("3亿2千万", 32_000_000_000),
        ("1亿2000万", 12_000_000_000),
        ("1万2千", 1_200_000),
        ("3万5千元", 3_500_000),
        ("-2千5百万元整", -2_500_000_000),
        ("1.2万亿", 120_000_000_000_000),
        ("1万2000.5元", 1_200_050),
        ("1,200万", 1_200_000_000),
        ("100.00CR", 10_000),
        ("100.00DR", -10_000),
        ("1,000.00 贷", 100_000),
        ("￥100.00 借方", -10_000),
        ("RMB 100.00 cr", 10_000),
        ("0.00DR", 0),
        ("-¥1.00", -100),
        ("¥-1.00", -100),
        ("1,2345.00", 1_234_500),
        ("12,3456,7890.12", 123_456_789_012),
        ("1 234 567.89", 123_456_789),
        ("- 5 元", -500),
        ("3万5", None),
        ("1亿5千", None),
        ("1亿2000", None),
        ("3千5", None),
        ("1.5万3千", None),
        ("1万2万", None),
        ("5百千", None),
        ("1亿20000万", None),
        ("-100.00DR", None),
        ("(100.00)CR", None),
        ("CR", None),
        ("12,34.50", None),
        ("1,2", None),
        ("1234,567", None),
        ("1,234,5678", None),
        ("1,234,", None),
        (",123", None),
        ("1.234,56", None),
        ("1.123,456", None),
        ("1 234,567", None),
        ("12 34", None),
        ("1  234", None),
        ("圆", None),
        ("万", None),
        ("一万二", None),
        ("一百五", None),
        ("壹拾伍佰", None),
        ("壹万贰万", None),
        ("$5", None),
        ("USD 5", None),
        ("1.005", None),
        ("1." + "0" * 40 + "1", None),
        ("--5", None),
        ("(-5)", None),
        ("1e40", None),
        ("亿" * 5000, None),
        ("1" * 100_000, None),
    ],
)
def test_amounts_as_people_write_them(text: str, fen: int | None) -> None:
    if fen is None:
        assert refused("amount", text) in ("amount", "fraction", "range")
        assert refused("amount", text, How(round=True)) != "fraction"
    else:
        assert read("amount", text) == fen


@given(st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9), st.integers(0, 9), st.booleans())
@example(3, 2000, 0, 0, True)
@FAST
def test_digits_among_units_are_their_sum(yi: int, wan: int, qian: int, bai: int, spelt: bool) -> None:
    thousands, rest = divmod(wan, 1000)
    ten_thousands = f"{thousands}千万" if spelt and thousands and not rest else f"{wan}万"
    parts = [f"{yi}亿" * (yi > 0), ten_thousands * (wan > 0), f"{qian}千" * (qian > 0), f"{bai}百" * (bai > 0)]
    text = "".join(parts)
    if not text or (yi and not wan and (qian or bai)):  # 1亿5千 is two things
        assert refused("amount", f"{text}元") == "amount"
    else:
        assert read("amount", f"{text}元") == 100 * (yi * 10**8 + wan * 10**4 + qian * 1000 + bai * 100)


def grouped(digits: str, by: int) -> str:
    return re.sub(rf"(?<=.)(?=(?:.{{{by}}})+$)", ",", digits)


@given(
    st.one_of(
        st.lists(st.text("0123456789", max_size=5), min_size=1, max_size=5).map(",".join),
        st.builds(grouped, st.text("0123456789", min_size=1, max_size=16), st.integers(1, 6)),
    ),
    st.sampled_from(["", ".5", ".50", ".505", "元"]),
    st.sampled_from(["", "-", "¥"]),
)
@example("1234,5678", "", "")
@settings(max_examples=400, deadline=None)
def test_commas_group_by_three_or_by_four_or_are_refused(whole: str, part: str, sign: str) -> None:
    digits, text = whole.replace(",", ""), f"{sign}{whole}{part}"
    done = KINDS["amount"].column(pl.Series([text]))
    if not digits or whole not in (digits, grouped(digits, 3), grouped(digits, 4)):
        assert done.reasons[0] == "amount" or not digits
    elif part == ".505":
        assert done.reasons[0] == "fraction"
    elif int(digits) >= 2**63 // 100:
        assert done.reasons[0] == "range"
    else:
        want = Decimal(digits + part.removesuffix("元")) * 100
        assert done.values[0] == (-want if sign == "-" else want)
    assert done.values[0] == (None if refused("amount", text) else read("amount", text))


@given(st.integers(-(10**12), 10**12))
@FAST
def test_a_mark_behind_is_the_sign_and_none_goes_with_a_minus(fen: int) -> None:
    text = f"{abs(fen) // 100:,}.{abs(fen) % 100:02}"
    for credit, debit in (("CR", "DR"), ("贷", "借"), (" 贷方", " 借方")):
        assert read("amount", text + credit) == -read("amount", text + debit) == abs(fen)
        assert {refused("amount", f"-{text}{mark}") for mark in (credit, debit)} == {"amount"}


def test_rounding_is_asked_for() -> None:
    texts = ["12.100000000000001", "0.005", "0.015", "-0.025"]
    assert [refused("amount", t) for t in texts] == ["fraction"] * 4
    assert [read("amount", t, How(round=True)) for t in texts] == [1_210, 0, 2, -2]


def capitals(fen: int) -> str:
    """大写金额, written independently of the reader: digit by digit from the left, one 零 for a run of zeros."""
    digits, units = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]

    def four(number: int, lead: bool) -> str:
        out, zero = "", lead and number < 1000
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit == 0:
                zero = zero or bool(out)
                continue
            out += ("零" if zero else "") + digits[digit] + units[power]
            zero = False
        return out

    yuan, cents = divmod(fen, 100)
    text, pending = "", False
    for power, name in ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")):
        group = yuan // 10**power % 10_000
        if group:
            text += four(group, bool(text) and (pending or group < 1000)) + name
        pending = group == 0 or group % 10 == 0
        if power == 12 and group and yuan // 10**8 % 10_000:
            text = text.removesuffix("亿")
    text = text + "元" if text else ""
    if not cents:
        return (text or "零元") + "整"
    jiao, rest = divmod(cents, 10)
    return text + (f"{digits[jiao]}角" if jiao else "零" if text else "") + (f"{digits[rest]}分" if rest else "")


@given(
    st.one_of(st.integers(0, 10**17), st.integers(0, 99), st.integers(0, 10**4).map(lambda n: n * 10**7)), st.booleans()
)
@settings(max_examples=500, deadline=None)
def test_capitals_are_read_back(fen: int, head: bool) -> None:
    assert read("amount", ("人民币" if head else "") + capitals(fen)) == fen


def test_the_writer_of_capitals_writes_them_as_banks_do() -> None:
    known = {
        140_950: "壹仟肆佰零玖元伍角",
        600_714: "陆仟零柒元壹角肆分",
        168_032: "壹仟陆佰捌拾元零叁角贰分",
        10_700_053: "壹拾万柒仟元零伍角叁分",
        1_640_902: "壹万陆仟肆佰零玖元零贰分",
        32_504: "叁佰贰拾伍元零肆分",
    }
    # 零 between 元 and a 角 that is not nought is optional in the rule: the writer leaves it out
    assert {fen: capitals(fen) for fen in known} == {
        f: t.replace("零叁角", "叁角").replace("零伍角", "伍角") for f, t in known.items()
    }
    assert {fen: read("amount", text) for fen, text in known.items()} == {fen: fen for fen in known}


# times


@given(
    st.datetimes(datetime(1970, 1, 3), datetime(2199, 12, 30)),
    st.sampled_from(["Asia/Shanghai", "UTC", "Europe/Berlin"]),
)
@FAST
def test_one_moment_in_every_shape(moment: datetime, zone: str) -> None:
    moment = moment.replace(microsecond=0, fold=0)  # of an hour that comes twice, the first
    want = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    shapes = [
        "%Y-%m-%d %H:%M:%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y.%m.%d %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%Y%m%d %H:%M:%S",
        "%Y%m%d %H%M%S",
    ]
    shapes += [
        "%Y-%m-%d %H%M%S",
        "%Y年%m月%d日%H时%M分%S秒",
        "%Y年%m月%d日 %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S.000",
    ]
    texts = [moment.strftime(s) for s in shapes]
    texts.append(f"{moment.year}年{moment.month}月{moment.day}日 {moment.hour}时{moment.minute}分{moment.second}秒")
    assert {t: read("time", t, How(zone=zone)) for t in texts} == dict.fromkeys(texts, want)
    assert KINDS["time"].column(pl.Series(texts), How(zone=zone)).values.to_list() == [want] * len(texts)
    stamp = int(want.timestamp())
    assert (
        read("time", str(stamp), How(format="epoch_s")) == read("time", f"{stamp}000", How(format="epoch_ms")) == want
    )
    minute = want - timedelta(seconds=moment.second)
    assert read("time", moment.strftime("%Y%m%d%H%M"), How(zone=zone)) == minute


@given(st.datetimes(datetime(1992, 1, 2), datetime(2199, 12, 30)), st.sampled_from(["Asia/Shanghai", "UTC"]))
@example(datetime(2019, 3, 1, 9, 30), "UTC")
@example(datetime(2019, 3, 1, 0, 5, 9), "UTC")
@example(datetime(2019, 3, 1, 12, 0), "UTC")
@FAST
def test_one_moment_as_databases_and_people_write_it(moment: datetime, zone: str) -> None:
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000, fold=0)
    want, how = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), How(zone=zone)
    whole = want.replace(microsecond=0)
    half, twelve = "上午" if moment.hour < 12 else "下午", moment.hour % 12 or 12
    texts = [moment.strftime(f) for f in ("%Y-%m-%d-%H.%M.%S.%f", "%Y-%m-%d %H.%M.%S.%f", "%d-%b-%Y %I.%M.%S.%f %p")]
    assert {t: read("time", t, how) for t in texts} == dict.fromkeys(texts, want)
    shapes = ("%Y-%m-%d %H.%M.%S", "%Y-%m-%d %I:%M:%S %p", "%Y/%m/%d %I:%M:%S%p", "%d-%b-%Y %H:%M:%S")
    texts = [moment.strftime(f) for f in shapes]
    texts += [f"{moment.year}/{moment.month}/{moment.day} {twelve}:{moment:%M:%S} {'ap'[moment.hour >= 12]}.m."]
    spoken = [
        f"{moment:%Y-%m-%d} {half}{twelve}:{moment:%M:%S}",
        f"{moment:%Y年%m月%d日} {half} {twelve}点{moment:%M分%S秒}",
    ]
    if moment.hour:
        texts += spoken
    else:  # midnight to a program, noon to its reader
        assert {refused("time", t, how) for t in spoken} == {"time"}
    clock = str(int(moment.strftime("%H%M%S")))  # as a number
    numbers = [
        f"{moment:%Y%m%d} {clock}",
        f"{moment:%Y-%m-%d} {clock}",
        f"{moment.year}-{moment.month}-{moment.day} {clock}",
    ]
    if len(clock) >= 5:
        texts += numbers
    else:
        assert {refused("time", t, how) for t in numbers} == {"time"}
    assert {t: read("time", t, how) for t in texts} == dict.fromkeys(texts, whole)
    assert KINDS["time"].column(pl.Series(texts), how).values.to_list() == [whole] * len(texts)


@given(st.dates(date(1970, 1, 2), date(2199, 12, 30)), st.sampled_from(["Asia/Shanghai", "UTC", "Europe/Berlin"]))
@FAST
def test_midnight_at_the_end_of_a_day_begins_the_next(day: date, zone: str) -> None:
    shapes = [
        "%Y%m%d240000",
        "%Y%m%d2400",
        "%Y-%m-%d 24:00:00",
        "%Y-%m-%d 24:00",
        "%Y年%m月%d日24时00分00秒",
        "%Y/%m/%d 240000",
    ]
    texts = [
        day.strftime(s) for s in (*shapes, "%Y-%m-%dT24:00:00", "%Y-%m-%d-24.00.00.000000", "%Y-%m-%d 24:00:00.000")
    ]
    assert {read("time", t, How(zone=zone)) for t in texts} == {
        read("time", f"{day + timedelta(days=1)}", How(zone=zone))
    }
    assert {read("date", t) for t in texts} == {day}
    later = [f"{day:%Y%m%d}240001", f"{day} 24:01:00", f"{day} 24:00:00.001", f"{day:%Y%m%d} 25:00:00"]
    assert {refused("time", t) for t in later} == {"time"}
    both = KINDS["time"].column(pl.Series([f"{day:%Y%m%d}240000", f"{day} 24:00:00"]), How(zone=zone))
    assert both.reasons.is_null().all()


@given(st.dates(date(1850, 1, 1), date(2199, 12, 31)))
@example(date(2019, 11, 11))
@FAST
def test_one_day_in_every_shape(day: date) -> None:
    texts = [
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y.%m.%d}",
        f"{day.year}年{day.month}月{day.day}日",
    ]
    texts += [
        f"{day.year}-{day.month}-{day.day}",
        f"{day:%Y-%m-%d} 23:59:59",
        f"{day}T00:00:00+08:00",
        f"{day}T23:59:59Z",
    ]
    assert KINDS["date"].column(pl.Series(texts)).values.to_list() == [day] * len(texts)


@given(st.datetimes(datetime(1970, 1, 2), datetime(2170, 1, 1)))
@FAST
def test_excel_serials_are_those_of_openpyxl(moment: datetime) -> None:
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000, fold=0)
    serial = excel.to_excel(moment)
    want = moment.replace(tzinfo=SHANGHAI).astimezone(UTC)
    assert abs(read("time", repr(serial)) - want) <= timedelta(milliseconds=1)
    assert read("date", repr(int(serial))) == excel.from_excel(int(serial)).date()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("20190301093000", "2019-03-01T01:30:00+00:00"),
        ("2019年3月1日", "2019-02-28T16:00:00+00:00"),
        ("2019-03-01T09:30:00Z", "2019-03-01T09:30:00+00:00"),
        ("2019-03-01 09:30:00+08:00", "2019-03-01T01:30:00+00:00"),
        ("2019-03-01T09:30:00.123456-0500", "2019-03-01T14:30:00.123000+00:00"),
        ("1990-07-01 12:00:00", "1990-07-01T03:00:00+00:00"),  # China's summer time
        ("20191111", "2019-11-10T16:00:00+00:00"),
        ("201911110930", "2019-11-11T01:30:00+00:00"),
        ("20190301012400", "2019-02-28T17:24:00+00:00"),
        ("2019-03-01093000", "2019-03-01T01:30:00+00:00"),
        ("2019-03-01 01:24:00", "2019-02-28T17:24:00+00:00"),
        ("2019-11-11 0930", "2019-11-11T01:30:00+00:00"),
        ("2019-03-01T24:00:00Z", "2019-03-02T00:00:00+00:00"),
        ("2019-12-31 24:00:00+08:00", "2019-12-31T16:00:00+00:00"),
        ("2019年3月1日下午3点", "2019-03-01T07:00:00+00:00"),
        ("20190301下午3:05", "2019-03-01T07:05:00+00:00"),
        ("2019-03-01 下午15:05", "2019-03-01T07:05:00+00:00"),
        ("2019-03-01 下午12:05", "2019-03-01T04:05:00+00:00"),
        ("2019-03-01 上午0:05", "2019-02-28T16:05:00+00:00"),
        ("2019-03-01 凌晨12:05", "2019-02-28T16:05:00+00:00"),
        ("2019-03-01 中午1:05", "2019-03-01T05:05:00+00:00"),
        ("2019-03-01 晚上8:05", "2019-03-01T12:05:00+00:00"),
        ("2019-03-01 12:05 AM", "2019-02-28T16:05:00+00:00"),
        ("2019-03-01-09.30.00.123456789012", "2019-03-01T01:30:00.123000+00:00"),
    ],
)
def test_moments(text: str, want: str) -> None:
    assert read("time", text).isoformat() == want
    assert KINDS["time"].column(pl.Series([text])).values[0].isoformat() == want


@pytest.mark.parametrize(
    "text",
    ["2019-02-29", "20190230", "2019-13-01", "2019-03-01 24:00:01", "2024-01-01 12:00:60", "20240101120060", "2019030193000", "20190301 930", "20190301 1530", "2019-03-01 1530", "2019-03-01 99999", "2019-3-1123456", "2019-03-0193000", "2019-03-0112 AM", "2019-03-01012Z", "2019-03-01T1530.01", "2019-03-01 上午9分", "2019-03-01 1530时", "20190301 24:00:01", "20190301240001", "20190230240000", "9999-12-31 24:00:00", "2019-03-01 上午12:05", "2019-03-01 晚上12:05", "2019-03-01 上午13:05", "2019-03-01 0:05 PM", "2019-03-01 下午3:05 PM", "2019-03-01 09.30", "01-MAR-19 09.30.00", "01-MAR-19", "3/1/2019 3:05 PM", "下午3:05", "09:30", "昨天", "12345678901234567", "2200-01-02", "1969-12-31"],
)  # fmt: skip
def test_no_moment(text: str) -> None:
    assert refused("time", text) in ("time", "range")
    assert KINDS["time"].column(pl.Series([text])).values[0] is None


def test_days_after_a_start() -> None:
    assert read("time", "31", How(format="day", start="2020-01-01", zone="UTC")) == datetime(2020, 2, 1, tzinfo=UTC)


# rates


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("年化18.8%", 0.188),
        ("18.8%", 0.188),
        ("１８．８％", 0.188),
        ("日息千分之三", 0.003 * 365),
        ("日利率万分之五", 0.0005 * 365),
        ("月利2分", 0.24),
        ("月息一分五厘", 0.18),
        ("年息1分", 0.1),
        ("月息3‰", 0.036),
        ("每万元每天返30元", 1.095),
        ("年化百分之十二点五", 0.125),
        ("预期年化收益率为8%", 0.08),
        ("0.05", 0.05),
        ("月利率0.01", 0.12),
    ],
)
def test_rates_are_simple_annual_fractions(text: str, rate: float) -> None:
    assert read("rate", text) == pytest.approx(rate, abs=1e-12)


@pytest.mark.parametrize(
    "text", ["2分", "4.35", "月利率2", "万分之三点十", "千分之三点点", "面议", "-5%", "1.2.3%", "百分之"]
)
def test_what_a_rate_does_not_say_is_not_guessed(text: str) -> None:
    assert refused("rate", text) in ("rate", "amount", "range")


@given(st.integers(0, 99999))
@FAST
def test_percent_and_fraction_agree(basis: int) -> None:
    per_cent = Decimal(basis).scaleb(-2)
    assert read("rate", f"{per_cent}%") == float(Decimal(basis).scaleb(-4))
    if basis < 10_000:
        assert read("rate", f"{Decimal(basis).scaleb(-4):f}") == float(Decimal(basis).scaleb(-4))
