"""Who may do what: roles, rights, kinds and regions, decided here for pages, GraphQL, files, jobs and commands alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from graph.ontology import LOADER, ROLES, Kind, Link, Prop, ontology
from graph.say import JinyingError, Say, did_you_mean


class Refused(JinyingError):
    """What the asker has no right to; it tells neither whether the thing exists nor who has it."""


class RightsError(JinyingError):
    """The table of rights, or a name used against it, is wrong."""


@dataclass(frozen=True, slots=True)
class Role:
    """What one role may do, and which kinds of entity it sees."""

    name: str
    label: Say
    may: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Rights:
    """The whole table; another is another, whatever it says."""

    rights: Mapping[str, Say]
    roles: Mapping[str, Role]

    def role(self, name: str) -> Role:
        """The role of that name, or an error that suggests."""
        if name not in self.roles:
            raise RightsError(Say(f"没有角色“{name}”", f"no role '{name}'"), did_you_mean(name, self.roles))
        return self.roles[name]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `regions`: prefixes of the division names or codes whose personal data is theirs (None: everywhere).
    `scopes`: what a token is limited to (None: all that the roles may)."""

    who: str
    roles: frozenset[str]
    regions: tuple[str, ...] | None = None
    scopes: frozenset[str] | None = None

    def may(self, right: str) -> bool:
        """Whether any of the roles has this right and the token, if it is one, too."""
        assert right in rights().rights, right
        granted = any(right in rights().role(r).may for r in self.roles)
        return granted and (self.scopes is None or right in self.scopes)

    def demand(self, right: str) -> None:
        """Refuse whoever lacks this right, and say whom to ask."""
        if not self.may(right):
            what = rights().rights[right]
            raise Refused(
                Say(f"当前身份无权{what.zh}", f"your role may not {what.en}"),
                Say("请向管理员申请", "ask an administrator"),
            )

    def sees(self, owner: Kind | Link) -> bool:
        """Whether a kind is there for this person; a link is where both its ends can be."""
        if isinstance(owner, Kind):
            return owner.name in self.kinds
        return not (self.kinds.isdisjoint(owner.source) or self.kinds.isdisjoint(owner.target))

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that are there for this person."""
        return _kinds(rights(), self.roles)

    def full(self, p: Prop, regions: Sequence[str]) -> bool:
        """Whether this person may read a value in full (with a reason, which is for the caller to ask and to record).
        `regions`: those of the entity; of several one is enough, and where none is known it takes the whole province."""
        return not p.mask or (self.may("unmask") and bool(self.roles & set(p.mask)) and self.within(regions))

    def within(self, regions: Sequence[str]) -> bool:
        """Whether personal data of one of these regions is this person's to read."""
        return self.regions is None or any(region.startswith(self.regions) for region in regions)


@lru_cache
def _kinds(table: Rights, roles: frozenset[str]) -> frozenset[str]:
    return frozenset[str]().union(*(table.role(r).kinds for r in roles))


@cache
def rights() -> Rights:
    """The shipped table."""
    return parse(files("graph").joinpath("rights.yaml").read_text("utf-8"))


def parse(text: str) -> Rights:
    """Read a table and check it whole."""
    raw = yaml.load(text, LOADER)
    known = {name: Say(label["zh"], label["en"]) for name, label in raw["rights"].items()}
    kinds = ontology().kinds
    for name, body in raw["roles"].items():
        for right in body["may"]:
            if right not in known:
                raise RightsError(Say(f"{name}：没有权限“{right}”", f"{name}: no right '{right}'"), did_you_mean(right, known))  # fmt: skip
        if not isinstance(body["kinds"], str):
            for kind in body["kinds"]:
                ontology().kind(kind)
    if set(raw["roles"]) != set(ROLES):
        raise RightsError(Say("角色表与 ontology 的角色不一致", "roles differ from those that properties may name"))
    chosen = {"all": frozenset(kinds), "none": frozenset[str]()}
    roles = {
        name: Role(name, Say(body["label"]["zh"], body["label"]["en"]), frozenset(body["may"]), chosen[body["kinds"]] if isinstance(body["kinds"], str) else frozenset(body["kinds"]))
        for name, body in raw["roles"].items()
    }  # fmt: skip
    return Rights(known, roles)
