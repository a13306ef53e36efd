"""What there is: the ontology in both languages, who asks, imports, forms and mappings, users, the audit chain."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.forms import forms, submit
from api.schema.fields import AskedError, asked, done, page, visit_of
from api.schema.kinds import attribute, graphql_name
from api.schema.pages import Connection, connection
from api.schema.scalars import Json, Long, iso
from graph.lake import Manifest
from graph.ontology import Kind as OntologyKind
from graph.ontology import Link as OntologyLink
from graph.ontology import Prop as OntologyProp
from graph.ontology import ontology
from graph.ops.sessions import Token as KnownToken
from graph.ops.sessions import Tokens
from graph.ops.users import User as Known
from graph.ops.users import Users
from graph.rights import rights
from graph.say import Say
from graph.study.meaning import meanings


@strawberry.type(description="中英文名称 · a label in both languages")
class Label:
    zh: str
    en: str


@strawberry.type(
    description="属性；masked 为默认脱敏 · a property; `fullFor`: roles that may read it in full with a reason"
)
class Property:
    name: str
    label: Label
    type: str
    masked: bool
    full_for: list[str]


@strawberry.type
class KindDeclared:
    name: str
    label: Label
    caption: str
    properties: list[Property]


@strawberry.type(description="关系汇总的含义、法律意义与反证 · the same words for a sum of links")
class Meant:
    meaning: Label
    weight: Label
    weakens: Label


@strawberry.type
class LinkDeclared:
    name: str
    label: Label
    from_: list[str] = strawberry.field(name="from")
    to: list[str]
    many: bool
    sum: str | None = strawberry.field(description="按双方汇总时的名称 · its name when summed by pair")
    properties: list[Property]
    meaning: Label = strawberry.field(description="含义 · what it means")
    weight: Label = strawberry.field(
        description="法律意义：线索，非结论 · what it can show legally: a lead, no verdict"
    )
    weakens: Label = strawberry.field(description="反证 · what would weaken it")
    summed: Meant | None = strawberry.field(description="汇总的含义；不汇总者为空 · of its sum; null where it has none")


@strawberry.type
class OntologyDeclared:
    kinds: list[KindDeclared]
    links: list[LinkDeclared]


@strawberry.type(description="当前身份 · who asks, and what they may")
class Me:
    who: str
    roles: list[str]
    role_labels: list[str]
    rights: list[str]
    regions: list[str] | None = strawberry.field(
        description="个人信息所限辖区，空为全省 · regions whose personal data is theirs; null: all"
    )
    kinds: list[str] = strawberry.field(description="可见的主体类别 · kinds that they see")


@strawberry.type(description="一次导入 · one import in force")
class Import:
    id: strawberry.ID
    file: str
    sha256: str
    mapping: str
    mapping_sha256: str
    rows: Long
    rejected: Long
    ignored: Long
    counts: Json
    finished: str
    source: str | None


@strawberry.type(description="数据与图的当前状态 · how far the system is")
class SystemState:
    seq: Long = strawberry.field(description="数据湖日志序号 · entry of the lake's log")
    as_of: str | None
    graph_is_up: bool
    graph_is_behind: bool
    problem: str | None


@strawberry.type(description="表单字段 · one thing to fill in")
class FormField:
    name: str
    label: str
    type: str
    required: bool
    long: bool
    choices: list[str]
    made: str | None
    personal: bool


@strawberry.type
class Form:
    name: str
    label: str
    fields: list[FormField]


@strawberry.type(description="填报不合之处；field 为空即整体 · why it can't be taken as it is filled in")
class FormProblem:
    field: str
    words: str


@strawberry.type
class Submitted:
    import_id: strawberry.ID | None
    entities: list[strawberry.ID]
    job: strawberry.ID | None
    problems: list[FormProblem]


@strawberry.type(description="审计链的一条 · one entry of the audit chain")
class AuditEntry:
    seq: Long
    at: str
    who: str
    action: str
    subject: str
    detail: Json
    hash: str


@strawberry.type
class User:
    name: str
    roles: list[str]
    regions: list[str] | None
    active: bool


@strawberry.type
class Token:
    id: strawberry.ID
    label: str
    scopes: list[str]
    expires: str
    secret: str | None = strawberry.field(description="只在创建时给出一次 · given once, when it is made")


@strawberry.type
class Meta:
    @strawberry.field(description="当前身份 · who asks")
    def me(self, info: Info) -> Me:
        actor = visit_of(info).actor
        may = [right for right in rights().rights if actor.may(right)]
        labels = [visit_of(info).say(rights().role(r).label) for r in sorted(actor.roles)]
        kinds = [name for name, kind in ontology().kinds.items() if actor.sees(kind)]
        regions = None if actor.regions is None else list(actor.regions)
        return Me(
            who=actor.who, roles=sorted(actor.roles), role_labels=labels, rights=may, regions=regions, kinds=kinds
        )

    @strawberry.field(description="本体：类别、关系与属性 · every kind, link and property, labelled")
    def ontology(self, info: Info) -> OntologyDeclared:
        return OntologyDeclared(
            kinds=[KindDeclared(name=k.name, label=_label(k.label), caption=k.caption, properties=_props(k)) for k in ontology().kinds.values()],
            links=[_link(x) for x in ontology().links.values()],
        )  # fmt: skip

    @asked("imports", "生效的导入，新的在前 · imports in force, the newest first")
    def imports(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[Import]:
        visit, (start, size) = visit_of(info), page(first, after)
        active = visit.system.lake.active()
        newest = sorted(active, key=lambda one: -active[one])
        return connection([told_import(visit.system.lake.manifest(one)) for one in newest[start : start + size]], start, len(newest))  # fmt: skip

    @asked("imports", "系统状态 · how far lake and graph are")
    def state(self, info: Info) -> SystemState:
        system = visit_of(info).system
        events = system.lake.events()
        up, behind_, problem = system.graph_state()
        words = visit_of(info).say(problem) if problem else None
        return SystemState(seq=Long(len(events)), as_of=events[-1].at if events else None, graph_is_up=up, graph_is_behind=behind_, problem=words)  # fmt: skip

    @asked("submit", "可填报的表单 · forms that can be filled in")
    def forms(self, info: Info) -> list[Form]:
        say = visit_of(info).say
        return [
            Form(
                name=f.name, label=say(f.label),
                fields=[
                    FormField(name=x.name, label=say(x.label), type=x.type, required=x.required, long=x.long, choices=list(x.choices), made=x.made, personal=x.personal)
                    for x in f.fields
                ],
            )
            for f in forms(visit_of(info))
        ]  # fmt: skip

    @asked("audit", "审计链，新的在前 · the audit chain, the newest first")
    def audit(self, info: Info, who: str | None = None, action: str | None = None, first: int | None = None, after: str | None = None) -> Connection[AuditEntry]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        rows, total = visit.ops.audit_page(size, start, who=who, action=action)
        return connection([AuditEntry(**{k: row[k] for k in ("seq", "at", "who", "action", "subject", "detail", "hash")}) for row in rows], start, total)  # fmt: skip

    @asked("users", "用户 · who may sign in")
    def users(self, info: Info) -> list[User]:
        return [_user(u) for u in Users(visit_of(info).ops).all()]

    @strawberry.field(description="自己的令牌 · one's own tokens")
    def tokens(self, info: Info) -> list[Token]:
        visit = visit_of(info)
        return [_token(t) for t in Tokens(visit.ops).all(_name(visit.actor.who))]


@strawberry.type
class Desk:
    @done(
        "submit",
        "填报一条记录：与文件走同一条路，可撤销 · one record by a form; it is loaded as any file is, and can be undone",
    )
    def submit_record(self, info: Info, form: str, values: Json) -> Submitted:
        if not isinstance(values, dict):
            raise AskedError(Say("values 应为对象", "values is an object of fields"))
        made = submit(visit_of(info), form, values)
        say = visit_of(info).say
        return Submitted(
            import_id=None if made.import_id is None else strawberry.ID(made.import_id), entities=[strawberry.ID(one) for _, one in made.records],
            job=None if made.job is None else strawberry.ID(made.job.id), problems=[FormProblem(field=p.field, words=say(p.why)) for p in made.problems],
        )  # fmt: skip

    @done("users", "新增用户，首次登录须改密码 · a user who must change the password at the first sign-in")
    def add_user(
        self, info: Info, name: str, password: str, roles: list[str], regions: list[str] | None = None
    ) -> User:
        return _user(Users(visit_of(info).ops).add(name, password, roles, regions, must_change=True))

    @done("users", "改变角色与辖区 · change roles and regions")
    def set_user(
        self, info: Info, name: str, roles: list[str] | None = None, regions: list[str] | None = strawberry.UNSET
    ) -> User:
        """What is not given stays; `regions: null` is the whole province."""
        users = Users(visit_of(info).ops)
        for role in roles or ():
            rights().role(role)
        if regions is not strawberry.UNSET:
            users.set_regions(name, regions)
        if roles is not None:
            users.set_roles(name, roles)
        return _found(users, name)

    @done("users", "停用用户 · shut a user out")
    def lock_user(self, info: Info, name: str) -> User:
        users = Users(visit_of(info).ops)
        users.lock(name)
        return _found(users, name)

    @done("users", "恢复用户 · let a user in again")
    def unlock_user(self, info: Info, name: str) -> User:
        users = Users(visit_of(info).ops)
        users.unlock(name)
        return _found(users, name)

    @strawberry.mutation(
        description="为自己创建令牌，权限不超过自己的 · a token of one's own, with no more rights than one has"
    )
    def create_token(self, info: Info, label: str, scopes: list[str], days: int = 90) -> Token:
        visit = visit_of(info)
        if visit.actor.scopes is not None:
            raise AskedError(Say("令牌不能再造令牌", "a token makes no tokens"))
        token, secret = Tokens(visit.ops).make(_name(visit.actor.who), label, scopes, days)
        return _token(token, secret)

    @strawberry.mutation(description="收回自己的令牌 · take one of one's own tokens back")
    def revoke_token(self, info: Info, id: strawberry.ID) -> bool:
        visit = visit_of(info)
        tokens = Tokens(visit.ops)
        if str(id) not in {t.id for t in tokens.all(_name(visit.actor.who))}:
            raise AskedError(Say("没有这个令牌", "there is no such token"))
        tokens.revoke(str(id))
        return True


def _label(words: Say) -> Label:
    return Label(zh=words.zh, en=words.en)


def _link(x: OntologyLink) -> LinkDeclared:
    return LinkDeclared(
        name=x.name, label=_label(x.label), from_=list(x.source), to=list(x.target), many=x.many, sum=x.flow, properties=_props(x),
        summed=Meant(**_meant(x.flow)) if x.flow else None, **_meant(x.name),
    )  # fmt: skip


def _meant(name: str) -> dict[str, Label]:
    said = meanings()[name]
    return {"meaning": _label(said.meaning), "weight": _label(said.weight), "weakens": _label(said.weakens)}


def _props(owner: OntologyKind | OntologyLink) -> list[Property]:
    return [_prop(owner, p) for p in owner.props.values()]


def _prop(owner: OntologyKind | OntologyLink, p: OntologyProp) -> Property:
    return Property(name=graphql_name(attribute(owner, p.name)), label=_label(p.label), type=p.type, masked=bool(p.mask), full_for=list(p.mask))  # fmt: skip


def told_import(m: Manifest) -> Import:
    """An import as it is told."""
    return Import(
        id=strawberry.ID(m.id), file=m.file, sha256=m.sha256, mapping=m.mapping, mapping_sha256=m.mapping_sha256, rows=Long(m.rows), rejected=Long(m.rejected),
        ignored=Long(m.ignored), counts=dict(m.counts), finished=m.finished, source=m.source or None,
    )  # fmt: skip


def _user(user: Known) -> User:
    return User(name=user.name, roles=list(user.roles), regions=None if user.regions is None else list(user.regions), active=user.active)  # fmt: skip


def _found(users: Users, name: str) -> User:
    user = users.find(name)
    if user is None:
        raise AskedError(Say(f"没有用户“{name}”", f"no user '{name}'"))
    return _user(user)


def _name(who: str) -> str:
    """The user that an actor is; commands and tests are nobody's."""
    return who.removeprefix("user:")


def _token(token: KnownToken, secret: str | None = None) -> Token:
    return Token(id=strawberry.ID(token.id), label=token.label, scopes=list(token.scopes), expires=iso(round(token.ends * 1000)), secret=secret)  # fmt: skip
