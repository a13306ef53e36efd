"""Which words of Cypher an analyst's text may use, and which functions: all others are refused, so a new one is too."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BEGINS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
FORBIDDEN = _set(
    "CREATE MERGE SET DELETE DETACH NODETACH REMOVE DROP ALTER FOREACH LOAD USE SHOW TERMINATE INSERT GRANT DENY REVOKE "
    "RENAME START STOP USING YIELD PERIODIC TRANSACTIONS TRANSACTION CONCURRENT EXPLAIN PROFILE CYPHER FINISH LET FILTER "
    "NEXT SEARCH FOR"
)
# a bracket after one of these begins a list; so none of them may be the name of anything
LISTING = _set("IN RETURN WITH UNWIND WHERE AND OR XOR NOT THEN ELSE WHEN CASE DISTINCT BY")
LANGUAGE = LISTING | _set(
    "MATCH OPTIONAL AS ORDER ASC ASCENDING DESC DESCENDING SKIP OFFSET LIMIT UNION ALL CALL STARTS ENDS CONTAINS IS NULL TRUE "
    "FALSE END EXISTS COUNT COLLECT SHORTEST ANY"
)
BEFORE_GROUP = LISTING | frozenset({"MATCH", "EXISTS", "CALL", "CONTAINS", "SKIP", "LIMIT", "OFFSET", "SHORTEST"})
SUBQUERY = frozenset({"CALL", "EXISTS", "COUNT", "COLLECT"})
# what these give is a number, a text, a truth or a list of such, and both engines refuse an entity where they want none
PLAIN = _set(
    "count sum avg stdev stdevp percentilecont percentiledisc size length id elementid labels type keys isempty abs ceil "
    "floor round sign sqrt exp log log10 tostring tointeger tofloat toboolean toupper tolower trim ltrim rtrim btrim split "
    "replace substring left right char_length range exists datetime date duration timestamp localdatetime any all none "
    "single"
)
CUTS = frozenset({"substring", "left", "right"})  # the embedded engine cuts the text of an entity too
FUNCTIONS = PLAIN | _set(
    "collect min max nodes relationships startnode endnode head last tail reverse coalesce nullif reduce shortestpath "
    "allshortestpaths"
)
NAMESPACED = frozenset({"datetime.truncate", "date.truncate", "duration.between", "duration.indays", "duration.inseconds"})  # fmt: skip
TEMPORAL = _set("year month day hour minute second week quarter epochmillis epochseconds days seconds")
