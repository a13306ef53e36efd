"""The packages of the extra `gnn`, or one line that says how to get them."""

from __future__ import annotations

from importlib.util import find_spec

from graph.say import JinyingError, Say

PACKAGES = ("torch", "torch_geometric", "xgboost", "safetensors")


def require(*packages: str) -> None:
    """Raises where one of them is not installed."""
    lacking = [p for p in packages or PACKAGES if find_spec(p) is None]
    if lacking:
        raise JinyingError(
            Say(f"缺少模型所需的软件包：{'、'.join(lacking)}", f"models need packages that are not there: {', '.join(lacking)}"),
            Say("安装：pip install 'jinying[gnn]'", "install them: pip install 'jinying[gnn]'"),
        )  # fmt: skip
