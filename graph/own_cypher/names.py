"""What each name in a text is: a label, a property, a key, a function or a variable; and what its variable can be."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.ontology import Kind, Link, Ontology
from graph.own_cypher.tokens import QUOTED, Text
from graph.own_cypher.words import FUNCTIONS, LANGUAGE, LISTING, SUBQUERY

CALL, AS, IN, WHERE = (frozenset({word}) for word in ("CALL", "AS", "IN", "WHERE"))
LABEL, PROPERTY, KEY, FUNCTION, VARIABLE, LANGUAGE_WORD = "label", "property", "key", "function", "variable", "word"


@dataclass
class Variable:
    """`owners`: kinds or links that every pattern with it names (None: some place names none). `bound`: it comes from
    patterns alone, so it is an entity, a link, or a list of links."""

    owners: set[str] | None = field(default_factory=set)
    bound: bool = True


class Names:
    """The names of one text. Nothing is inferred across scopes: a variable counts as an Enterprise only where each
    pattern that holds it says so, and nowhere AS, IN or = makes another thing of that name."""

    def __init__(self, text: Text, ontology: Ontology) -> None:
        self.text, self._ontology = text, ontology
        self.roles = self._roles()
        self.variables: dict[str, Variable] = {}
        for i, role in self.roles.items():
            if role == VARIABLE:
                self._met(i, self.variables.setdefault(text.tokens[i].text, Variable()))

    def _roles(self) -> dict[int, str]:
        roles: dict[int, str] = {}
        for i in range(len(self.text)):
            if self.text.named(i):
                roles[i] = self._role(i, roles)
        return roles

    def _role(self, i: int, roles: dict[int, str]) -> str:
        t = self.text
        if t.sign(i - 1, "."):
            return PROPERTY
        if self._keyed(i):
            return KEY
        if self._labels(i, roles):
            return LABEL
        if t.sign(i + 1, "(") and (t.tokens[i].kind == QUOTED or t.tokens[i].text.lower() in FUNCTIONS):
            return FUNCTION
        if t.upper(i) in LANGUAGE and t.tokens[i].kind != QUOTED:
            return LANGUAGE_WORD
        return FUNCTION if t.sign(i + 1, "(") else VARIABLE

    def _keyed(self, i: int) -> bool:
        """`{key: …`, in a pattern, a map or a projection."""
        t = self.text
        return t.sign(i + 1, ":") and t.sign(t.inside[i], "{") and t.sign(i - 1, "{", ",") and not t.sign(i + 2, ":")

    def _labels(self, i: int, roles: dict[int, str]) -> bool:
        t = self.text
        if t.sign(i - 1, ":"):
            return roles.get(i - 2) != KEY
        if t.sign(i - 1, "|", "&"):
            return roles.get(i - 2) == LABEL
        return t.sign(i - 1, "!") and (t.sign(i - 2, ":") or roles.get(i - 3) == LABEL)

    def function(self, i: int) -> str:
        """The function whose bracket opens there, in small letters; nothing where it opens something else."""
        return self.text.tokens[i - 1].text.lower() if self.roles.get(i - 1) == FUNCTION else ""

    def subquery(self, i: int) -> bool:
        """Whether the brace that opens there holds a query of its own."""
        t = self.text
        return t.word(i - 1, SUBQUERY) or (t.sign(i - 1, ")") and t.word(t.match[i - 1] - 1, CALL))

    def listed(self, i: int) -> bool:
        """Whether the square bracket that opens there begins a list or a link of a pattern, and no index."""
        t = self.text
        if t.named(i - 1):
            return self.roles[i - 1] == LANGUAGE_WORD and t.word(i - 1, LISTING)
        return i == 0 or (t.kind(i - 1) == "sign" and not t.sign(i - 1, ")", "]", "}"))

    def owner(self, name: str) -> Kind | Link | None:
        """The kind or link type of a label."""
        return self._ontology.kinds.get(name) or self._ontology.links.get(name)

    def _met(self, i: int, variable: Variable) -> None:
        """What one place says of a variable."""
        t = self.text
        pattern = t.sign(i - 1, "(", "[") and not self.function(i - 1)
        if t.word(i - 1, AS) or (t.word(i + 1, IN) and t.sign(i - 1, "(", "[", ",")) or t.sign(i + 1, "="):
            variable.owners, variable.bound = None, False
        elif pattern and not t.word(i - 2, CALL) and not t.sign(i + 1, "."):
            label = i + 2
            ends = t.sign(i + 3, ")", "]", "{") or t.word(i + 3, WHERE)
            said = t.sign(i + 1, ":") and self.roles.get(label) == LABEL and ends and self.owner(t.tokens[label].text)
            if not said:
                variable.owners = None
            elif variable.owners is not None:
                variable.owners.add(t.tokens[label].text)

    def entity(self, i: int) -> bool:
        """Whether the variable there is sure to be an entity or a link."""
        return self.roles.get(i) == VARIABLE and self.variables[self.text.tokens[i].text].bound

    def owners(self, i: int) -> list[Kind | Link] | None:
        """Whose property or key the name there is; None where the text does not tell."""
        holder = self._holder(i)
        if holder is None:
            return None
        name, role = self.text.tokens[holder].text, self.roles.get(holder)
        labels: set[str] | None = {name} if role == LABEL else self.variables[name].owners if role == VARIABLE else None
        found = [self.owner(label) for label in labels or ()]
        return [one for one in found if one] if found and all(found) else None

    def _holder(self, i: int) -> int | None:
        """The variable before `.name` or before `{.name}`; the label before `{name: …}` in a pattern."""
        t, brace = self.text, self.text.inside[i]
        if self.roles[i] == PROPERTY and t.named(i - 2):
            return i - 2
        if not t.sign(brace, "{"):
            return None
        if self.roles[i] == PROPERTY and t.sign(i - 2, "{", ","):
            return brace - 1 if t.named(brace - 1) else None
        opens = brace - 3 if t.sign(brace - 3, "(", "[") else brace - 4
        plain = opens == brace - 3 or self.roles.get(brace - 3) == VARIABLE
        whole = self.roles.get(brace - 1) == LABEL and t.sign(brace - 2, ":") and t.sign(opens, "(", "[") and plain
        return brace - 1 if whole and not self.function(opens) else None
