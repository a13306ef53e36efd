"""An analyst's own Cypher: what may run, and what of its answer is shown.

Rule 1, what runs. One statement that reads, of words and functions that are listed (words.py); no LOAD CSV, no
procedure, no USE, SHOW, schema or write clause; names are ours or made by the query itself; values from outside are
parameters, and those are plain. The engines refuse writes themselves too.

Rule 2, personal data. Entities, links and paths may be returned whole: they are shown masked by kind. What NAMES a masked
property (x.phone, {phone: …}, x {.phone}), in WHERE or anywhere, is refused, since a comparison tells the value as well as
the value does; so is whatever could read one without naming it (x[key], properties(x), .*, text made of an entity). A name
that is masked for one kind and open for another (name, text, number) is open where the text says for sure whose it is:
MATCH (e:Enterprise) RETURN e.name. Whoever may read every property so named in full gives a reason, and it is audited.

Rule 3, kinds. A kind that the asker doesn't see can't be named, and what is returned of it is left out and counted. Who
doesn't see every kind gets entities, links and paths alone, and names properties only where the text tells the kind.

Rule 4. What can't be classified is refused rather than shown.
"""

from __future__ import annotations

from graph.own_cypher.check import Checked, check
from graph.own_cypher.screen import Screened, screened
from graph.own_cypher.tokens import LONGEST, CypherRefused

__all__ = ["LONGEST", "Checked", "CypherRefused", "Screened", "check", "screened"]
