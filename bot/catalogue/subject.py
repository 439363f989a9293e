"""The typed content of knowledge/: subjects with facts, documents, departments.

A subject is a matter (something citizens get done), a bundle (一件事: several matters got
done as one) or a policy point (something they ask about). Terms follow schema.org
GovernmentService and CPSV-AP where these fit.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
# Some text, without blanks at either end.
Words = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^\S(?s:.*\S)?$")]
# As exact as the document is: a year, a month or a day.
PartialDate = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
]


class Aspect(StrEnum):
    """What a question about a matter can be after."""

    MATERIALS = "materials"
    TIME_LIMIT = "time_limit"
    PROCESS = "process"
    CHANNEL = "channel"
    CONDITION = "condition"
    FEE = "fee"
    SCOPE = "scope"
    DEPARTMENT = "department"
    CONTACT = "contact"
    POLICY = "policy"


class TimeUnit(StrEnum):
    """Unit of a time limit; `immediate` stands without an amount (即时办结)."""

    IMMEDIATE = "immediate"
    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class LimitKind(StrEnum):
    """Who set a limit: the law (法定) or the authority itself (承诺)."""

    STATUTORY = "statutory"
    COMMITTED = "committed"


class MaterialForm(StrEnum):
    """原件, 复印件, 电子件."""

    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC = "electronic"


class Waiver(StrEnum):
    """How a material may be missing at first: 容缺后补, 告知承诺."""

    DEFERRABLE = "deferrable"
    BY_COMMITMENT = "by_commitment"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(_Entry):
    """An official document that facts cite.

    `national` laws bind everywhere but leave lists, fees and shorter limits to each place.
    `superseded` says when and by what a version was replaced: “2024 年 3 月已修订”.
    """

    key: Code
    title: Words
    short: Words | None = None
    number: Words | None = None
    issuer: Words
    date: PartialDate
    national: bool = False
    superseded: Words | None = None


class Department(_Entry):
    """A body that handles or decides; `also` are other names people use for it."""

    key: Code
    name: Words
    also: tuple[Words, ...] = ()


class Citation(_Entry):
    """Where in which document a fact stands."""

    document: Code
    section: Words


class TimeLimit(_Entry):
    """How long something takes at most; amounts such as 0.5 occur."""

    unit: TimeUnit
    kind: LimitKind
    amount: Annotated[Decimal, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _amount_unless_immediate(self) -> TimeLimit:
        if (self.amount is None) != (self.unit is TimeUnit.IMMEDIATE):
            raise ValueError("时限要写 amount；即时办结（immediate）不写 amount")
        return self


class Material(_Entry):
    """One thing to bring."""

    name: Words
    form: MaterialForm | None = None
    count: Annotated[int, Field(gt=0)] | None = None
    issuer: Words | None = None
    waiver: Waiver | None = None


class Fact(_Entry):
    """One answerable point of a subject, with its source.

    `about` is its heading, `asked` how people ask for it, `text` the answer in full
    sentences. Imported facts come without ways of asking. A fact with `superseded_by` is
    history: kept to explain “以前不是三天吗”.
    """

    id: Code
    aspect: Aspect
    about: Words
    asked: tuple[Words, ...] = ()
    text: Words
    source: Citation
    limit: TimeLimit | None = None
    materials: tuple[Material, ...] = ()
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    superseded_by: str | None = None


class SubjectKind(StrEnum):
    """What a subject is; decided by the folder it stands in."""

    MATTER = "matter"
    BUNDLE = "bundle"
    POLICY = "policy"


class Subject(_Entry):
    """A matter, a bundle or a policy point with everything known of it.

    `includes` are the codes of the matters a bundle joins, in the order in which they are
    told; None for what is no bundle. `without` names facts of these matters, `code#id`, that
    are about another occasion and not told with the bundle.
    """

    code: Code
    kind: SubjectKind
    name: Words
    aliases: tuple[Words, ...] = ()
    audience: tuple[Words, ...] = ()
    department: Code
    part_of: Code | None = None
    includes: tuple[Code, ...] | None = None
    without: tuple[str, ...] = ()
    related: tuple[Code, ...] = ()
    facts: tuple[Fact, ...] = Field(min_length=1)
