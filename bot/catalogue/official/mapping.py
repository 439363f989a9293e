"""Which column of an official file is what, as its mapping file says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.catalogue import located_yaml
from bot.catalogue.faults import Fault, faults_of
from bot.catalogue.located_yaml import UnreadableYaml
from bot.catalogue.official.table import ImportRefused
from bot.catalogue.subject import Code, Document, PartialDate, TimeUnit, Words

_LINES = "\n"
_Separator = Annotated[str, Field(min_length=1, max_length=1)]
_Separators = Annotated[tuple[_Separator, ...], Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CitedCatalogue(_Part):
    """The catalogue as a document that answers cite."""

    title: Words
    issuer: Words
    date: PartialDate
    number: Words | None = None
    short: Words | None = None


class Columns(_Part):
    """The file's name for each column that is taken."""

    code: Words
    name: Words
    parent: Words | None = None
    aliases: Words | None = None
    department: Words | None = None
    materials: Words | None = None
    statutory_limit: Words | None = None
    committed_limit: Words | None = None
    place: Words | None = None
    phone: Words | None = None
    audience: Words | None = None
    condition: Words | None = None
    fee: Words | None = None
    url: Words | None = None


class Constants(_Part):
    """What holds for every row, where the file has no column for it."""

    department: Words | None = None
    place: Words | None = None
    phone: Words | None = None
    audience: tuple[Words, ...] = ()
    fee: Words | None = None
    url: Words | None = None


class Separators(_Part):
    """The characters between the items of a cell that holds a list."""

    aliases: _Separators = ("、", "；", ";", "，", ",", _LINES)
    materials: _Separators = ("；", ";", _LINES)
    audience: _Separators = ("、", "；", ";", "，", ",", _LINES)


class CatalogueMapping(_Part):
    """A mapping file. `same_as` gives official codes the codes of the shipped knowledge."""

    name: Annotated[Code, Field(max_length=64)]
    document: CitedCatalogue
    columns: Columns
    constants: Constants = Constants()
    separators: Separators = Separators()
    sheet: Words | None = None
    header_row: Annotated[int, Field(gt=0)] = 1
    limit_unit: TimeUnit | None = None
    same_as: dict[str, Code] = {}

    @model_validator(mode="after")
    def _each_from_one_place(self) -> CatalogueMapping:
        named, constant = self.columns.model_dump(), self.constants.model_dump()
        both = [key for key, value in constant.items() if value and named[key]]
        if both:
            raise ValueError(f"“{both[0]}”在 columns 和 constants 里都写了，只能写一处")
        if not (self.columns.department or self.constants.department):
            raise ValueError("要写明由哪个部门办理：columns 或 constants 里写 department")
        if self.limit_unit is TimeUnit.IMMEDIATE:
            raise ValueError("limit_unit 是数字的单位，不能写 immediate")
        return self

    @property
    def wanted_columns(self) -> frozenset[str]:
        """The names of all columns that the file has to have."""
        return frozenset(self.columns.model_dump(exclude_none=True).values())

    @property
    def cited(self) -> Document:
        """The document under the key that its facts cite."""
        return Document(key=f"imported_{self.name}", **self.document.model_dump())


def read_mapping(path: Path) -> CatalogueMapping:
    """The mapping in a YAML file. Raises ImportRefused with every fault in it."""
    try:
        source = located_yaml.read(path)
    except OSError as error:
        raise ImportRefused(f"打不开映射文件 {path}：{error.strerror}。") from error
    except UnreadableYaml as error:
        raise ImportRefused(f"映射文件有错：\n{Fault(path, error.line, '', error.reason)}") from error
    try:
        return CatalogueMapping.model_validate(source.data)
    except ValidationError as error:
        faults = "\n".join(map(str, faults_of(error, path, source)))
        raise ImportRefused(f"映射文件有错：\n{faults}") from error
