"""The sums of a ledger in fen, declared once: of one party, of a line of a case, of all its participants."""

from __future__ import annotations

import strawberry

from api.schema.scalars import Fen


@strawberry.type
class LedgerSums:
    """What somebody paid in, got back and as what, and is owed; in no schema by itself."""

    paid_in: Fen = strawberry.field(description="投入 · paid in")
    fee_in: Fen = strawberry.field(description="缴费 · fees paid")
    other_in: Fen = strawberry.field(description="其他付入 · paid in otherwise")
    principal: Fen = strawberry.field(description="返还本金 · principal that came back")
    refund: Fen = strawberry.field(description="退款 · fees that came back")
    interest: Fen = strawberry.field(description="返息 · interest")
    commission: Fen = strawberry.field(description="佣金 · commission")
    fee_out: Fen = strawberry.field(description="费用付出 · fees paid out to them")
    unexplained: Fen = strawberry.field(description="性质不明的付出 · paid out, nobody knows as what")
    reinvested: Fen = strawberry.field(description="复投 · returned money paid in again")
    absorbed: Fen = strawberry.field(description="吸收 · absorbed, by the way of counting that is chosen")
    unpaid: Fen = strawberry.field(description="未兑付 · still owed")
