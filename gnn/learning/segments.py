"""Mean, greatest and weighed sum over rows of a graph: what networks gather with, by numba on a CPU, by torch on a GPU.

torch's own way makes a message for every link before it adds them up; here a row is read where it lies, so memory stays
with the nodes. Sums go in the row's order on one thread: the same figures each time.
"""

# mypy: disallow-subclassing-any=False
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gnn.data import F32
from graph.kernels.arrays import I32, I64
from graph.kernels.jit import jit


@dataclass(frozen=True, slots=True)
class Rows:
    """Row v is `item[start[v]:start[v + 1]]`: numbers of what v hears from."""

    start: Tensor  # (n + 1,) int64
    item: Tensor  # (m,) int32

    @property
    def n(self) -> int:
        return len(self.start) - 1

    def sizes(self) -> Tensor:
        """(n,) how many each row has."""
        return self.start.diff()

    def owner(self) -> Tensor:
        """(m,) the row of each item."""
        return torch.repeat_interleave(torch.arange(self.n, device=self.start.device), self.sizes())

    def to(self, device: str) -> Rows:
        return Rows(self.start.to(device), self.item.to(device))


def mean(values: Tensor, rows: Rows) -> Tensor:
    """(p, h) -> (n, h): the mean of each row, 0 where it is empty."""
    if values.is_cuda:
        total = values.new_zeros(rows.n, values.shape[1]).index_add_(0, rows.owner(), values[rows.item.long()])
        return total / rows.sizes().clamp(min=1)[:, None]
    out: Tensor = _Mean.apply(values.contiguous(), rows.start, rows.item)
    return out


def top(values: Tensor, rows: Rows) -> Tensor:
    """(p, h) -> (n, h): the greatest of each row and column, 0 where it is empty; the first of equals is the one."""
    if values.is_cuda:
        owner = rows.owner()[:, None].expand(-1, values.shape[1])
        out = values.new_zeros(rows.n, values.shape[1])
        return out.scatter_reduce(0, owner, values[rows.item.long()], "amax", include_self=False)
    found: Tensor = _Top.apply(values.contiguous(), rows.start, rows.item)
    return found


def weighed(values: Tensor, weight: Tensor, rows: Rows) -> Tensor:
    """(p, g, h), (m, g) -> (n, g, h): the sum of each row by the weight of each item, one weight for each of g heads."""
    if values.is_cuda:
        out = values.new_zeros(rows.n, *values.shape[1:])
        return out.index_add_(0, rows.owner(), values[rows.item.long()] * weight[:, :, None])
    found: Tensor = _Weighed.apply(values.contiguous(), weight.contiguous(), rows.start, rows.item)
    return found


def shares(score: Tensor, rows: Rows) -> Tensor:
    """(m, g) -> (m, g): softmax within each row."""
    owner = rows.owner()
    most = score.new_zeros(rows.n, score.shape[1])
    most = most.scatter_reduce(0, owner[:, None].expand_as(score), score.detach(), "amax", include_self=False)
    raised = (score - most[owner]).exp()
    total = raised.new_zeros(rows.n, score.shape[1]).index_add_(0, owner, raised)
    return raised / total[owner]


class _Mean(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, values: Tensor, start: Tensor, item: Tensor) -> Tensor:
        ctx.save_for_backward(start, item)
        ctx.p = len(values)
        out = values.new_zeros(len(start) - 1, values.shape[1])
        _means(values.detach().numpy(), start.numpy(), item.numpy(), out.numpy())
        return out

    @staticmethod
    def backward(ctx: Any, given: Tensor) -> tuple[Tensor, None, None]:
        start, item = ctx.saved_tensors
        out = given.new_zeros(ctx.p, given.shape[1])
        _means_back(given.contiguous().numpy(), start.numpy(), item.numpy(), out.numpy())
        return out, None, None


class _Top(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, values: Tensor, start: Tensor, item: Tensor) -> Tensor:
        out = values.new_zeros(len(start) - 1, values.shape[1])
        read = values.detach().numpy(), start.numpy(), item.numpy(), out.numpy()
        _tops(*read)
        if ctx.needs_input_grad[0]:
            which = torch.full(out.shape, -1, dtype=torch.int32)
            _where(*read, which.numpy())
            ctx.save_for_backward(which)
        ctx.p = len(values)
        return out

    @staticmethod
    def backward(ctx: Any, given: Tensor) -> tuple[Tensor, None, None]:
        (which,) = ctx.saved_tensors
        out = given.new_zeros(ctx.p, given.shape[1])
        _tops_back(given.contiguous().numpy(), which.numpy(), out.numpy())
        return out, None, None


class _Weighed(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, values: Tensor, weight: Tensor, start: Tensor, item: Tensor) -> Tensor:
        ctx.save_for_backward(values, weight, start, item)
        out = values.new_zeros(len(start) - 1, *values.shape[1:])
        _sums(values.detach().numpy(), weight.detach().numpy(), start.numpy(), item.numpy(), out.numpy())
        return out

    @staticmethod
    def backward(ctx: Any, given: Tensor) -> tuple[Tensor, Tensor, None, None]:
        values, weight, start, item = ctx.saved_tensors
        to_values, to_weight = torch.zeros_like(values), torch.zeros_like(weight)
        _sums_back(
            given.contiguous().numpy(), values.detach().numpy(), weight.detach().numpy(), start.numpy(), item.numpy(),
            to_values.numpy(), to_weight.numpy(),
        )  # fmt: skip
        return to_values, to_weight, None, None


@jit
def _means(values: F32, start: I64, item: I32, out: F32) -> None:
    for v in range(len(start) - 1):
        first, last = start[v], start[v + 1]
        if first == last:
            continue
        row = out[v]
        for k in range(first, last):
            row += values[item[k]]
        row /= values.dtype.type(last - first)


@jit
def _means_back(given: F32, start: I64, item: I32, out: F32) -> None:
    for v in range(len(start) - 1):
        first, last = start[v], start[v + 1]
        if first == last:
            continue
        share = given[v] / given.dtype.type(last - first)
        for k in range(first, last):
            out[item[k]] += share


@jit
def _tops(values: F32, start: I64, item: I32, out: F32) -> None:
    for v in range(len(start) - 1):
        first, last = start[v], start[v + 1]
        if first == last:
            continue
        out[v] = values[item[first]]
        best = out[v]
        for k in range(first + 1, last):
            row = values[item[k]]
            for j in range(len(best)):  # written so that the compiler makes vectors of it
                best[j] = row[j] if row[j] > best[j] else best[j]


@jit
def _where(values: F32, start: I64, item: I32, out: F32, which: I32) -> None:
    for v in range(len(start) - 1):
        best, held = out[v], which[v]
        for k in range(start[v + 1] - 1, start[v] - 1, -1):  # backwards: the first of equals stays
            here = item[k]
            row = values[here]
            for j in range(len(best)):
                held[j] = here if row[j] == best[j] else held[j]


@jit
def _tops_back(given: F32, which: I32, out: F32) -> None:
    for v in range(given.shape[0]):
        if which[v, 0] < 0:
            continue
        for j in range(given.shape[1]):
            out[which[v, j], j] += given[v, j]


@jit
def _sums(values: F32, weight: F32, start: I64, item: I32, out: F32) -> None:
    for v in range(len(start) - 1):
        for k in range(start[v], start[v + 1]):
            here = item[k]
            for g in range(values.shape[1]):
                w = weight[k, g]
                for j in range(values.shape[2]):
                    out[v, g, j] += w * values[here, g, j]


@jit
def _sums_back(
    given: F32, values: F32, weight: F32, start: I64, item: I32, to_values: F32, to_weight: F32
) -> None:  # fmt: skip
    for v in range(len(start) - 1):
        for k in range(start[v], start[v + 1]):
            here = item[k]
            for g in range(values.shape[1]):
                w, dot = weight[k, g], np.float64(0)
                for j in range(values.shape[2]):
                    to_values[here, g, j] += w * given[v, g, j]
                    dot += values[here, g, j] * given[v, g, j]
                to_weight[k, g] = dot
