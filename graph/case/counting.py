"""口径: what a court may choose when it counts, each choice with its options, where they come from, and what each makes.

What the texts say is general knowledge of them, as of `CHECKED`; counsel checks it before anyone relies on a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import product

from graph.kernels.arrays import I64
from graph.kernels.ledger import COMMISSION, FEE_IN, FEE_OUT, INTEREST, PAID_IN, PRINCIPAL, REFUND, Counting, Ledger
from graph.say import JinyingError, Say, did_you_mean

CHECKED = "2026-11-26"


class CountingError(JinyingError):
    """No such way of counting."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way of a choice, and what speaks for it."""

    label: Say
    law: Say


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be counted in more than one way; the first option is the usual one here."""

    label: Say
    options: Mapping[str, Option]


FULL = Say("2022 年《关于审理非法集资刑事案件具体应用法律若干问题的解释》第六条：以所吸收的资金全额计算", "2022 judicial interpretation on illegal fund-raising, art. 6: all that was taken counts")  # fmt: skip
NO_RULE = Say("无统一规定，由法院认定", "no uniform rule; the court decides")
CHOICES: Mapping[str, Choice] = {
    "reinvested": Choice(Say("复投（返还后再次投入）", "paid in again after it came back"), {
        "once": Option(Say("不重复计入吸收", "not counted again"), Say(
            "本息未实际提取、只在账面续期的，一次性投入只计一次（2018 年上海三机关涉众型非法集资指导意见第六条）；2019 年意见第五条：复投数额可作为量刑情节酌情考虑",
            "what was renewed on the books and never drawn is one payment (Shanghai guidance of 2018 on fund-raising from the public, art. 6); opinions of 2019, art. 5: reinvestment may weigh in sentencing")),
        "again": Option(Say("累计计入吸收", "counted again"), Say(
            "2019 年《关于办理非法集资刑事案件若干问题的意见》第五条：收回本金或者获得回报后又重复投资的数额不予扣除；2017 年涉互联网金融犯罪座谈会纪要：反复投资累计计算，并作出说明",
            "opinions of 2019 on criminal cases of illegal fund-raising, art. 5: what was invested again after principal or returns came back is not deducted; minutes of 2017 on online finance: repeated investment adds up and is explained")),
    }),
    "interest": Choice(Say("返息（已付回报）", "interest paid"), {
        "apart": Option(Say("不抵扣未兑付", "does not lower what is unpaid"), Say(
            "2014 年《关于办理非法集资刑事案件适用法律若干问题的意见》第五条：利息、分红等回报应当依法追缴", "opinions of 2014 on illegal fund-raising, art. 5: interest and dividends are to be recovered")),
        "offset": Option(Say("折抵本金", "offset against principal"), Say(
            "2014 年意见第五条：本金尚未归还的，所支付的回报可予折抵本金；2022 年解释第八条：集资诈骗支付的利息，本金未归还可予折抵",
            "opinions of 2014, art. 5: returns paid may be offset against principal not yet repaid; interpretation of 2022, art. 8, for fraud")),
    }),
    "commission": Choice(Say("佣金（付给参与人本人）", "commission paid to a participant"), {
        "apart": Option(Say("不抵扣，另行追缴", "apart, to be recovered"), Say(
            "2014 年意见第五条：代理费、好处费、返点费、佣金、提成等费用应当依法追缴", "opinions of 2014, art. 5: agents' fees, kickbacks and commissions are to be recovered")),
        "offset": Option(Say("抵扣其未兑付", "lowers what is unpaid to them"), NO_RULE),
    }),
    "fees": Choice(Say("参与人所缴费用", "fees that participants paid"), {
        "apart": Option(Say("单列，不计入吸收", "apart, not absorbed"), NO_RULE),
        "absorbed": Option(Say("计入吸收，退费相应扣减", "absorbed, less what was paid back of them"), FULL),
    }),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """An option of each choice."""

    reinvested: str = "once"
    interest: str = "apart"
    commission: str = "apart"
    fees: str = "apart"

    def __post_init__(self) -> None:
        for name, option in asdict(self).items():
            if option not in CHOICES[name].options:
                raise CountingError(
                    Say(f"口径“{CHOICES[name].label.zh}”没有“{option}”", f"{name} can't be counted '{option}'"),
                    did_you_mean(str(option), CHOICES[name].options),
                )

    @property
    def rule(self) -> Counting:
        """As the ledger's kernel counts; fees are added by `counted`."""
        more = ((INTEREST,) if self.interest == "offset" else ()) + ((COMMISSION,) if self.commission == "offset" else ())  # fmt: skip
        return Counting(twice=self.reinvested == "again", offset=(PRINCIPAL, REFUND, *more))


def way(options: Mapping[str, str]) -> Way:
    """The way of these options, the usual one where a choice is not named."""
    known = [f.name for f in fields(Way)]
    for name in options:
        if name not in known:
            raise CountingError(
                Say(f"没有口径“{name[:64]}”", f"no choice '{name[:64]}'"), did_you_mean(name[:64], known)
            )
    return Way(**options)


def ways() -> Iterator[Way]:
    """Every way of counting, the usual one first."""
    for options in product(*(CHOICES[f.name].options for f in fields(Way))):
        yield Way(*options)


def told(options: Mapping[str, str]) -> list[tuple[Say, Say, Say]]:
    """Each choice, the option taken and what speaks for it, as a reader is told."""
    one = asdict(way(options))
    return [(CHOICES[n].label, CHOICES[n].options[o].label, CHOICES[n].options[o].law) for n, o in one.items()]


def counted(found: Ledger, one: Way) -> tuple[I64, I64]:
    """Fen absorbed and unpaid of each party (parties,), by this way of counting whatever way the ledger was made by.

    Fen paid in again are those of `found.pairs`, which no way changes. Below 0 unpaid: got back more than was paid in.
    """
    rule = one.rule
    again = found.again * (not rule.twice)
    absorbed: I64 = found.sums[:, PAID_IN] - again.sum(axis=1)
    unpaid: I64 = absorbed - (found.sums - again)[:, rule.offset].sum(axis=1)
    if one.fees == "absorbed":
        absorbed = absorbed + found.sums[:, FEE_IN]
        unpaid = unpaid + found.sums[:, FEE_IN] - found.sums[:, FEE_OUT]
    return absorbed, unpaid
