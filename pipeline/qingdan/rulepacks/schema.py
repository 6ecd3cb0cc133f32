"""The shape of a rule pack's TOML files. Unknown keys are mistakes, told with file and key."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]

Code = Annotated[str, Field(pattern=r"^(?:[1-9]\d{5})?$")]
"""GB/T 2260; the empty string stands for the centre, which the standard does not list."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PackInfo(_Strict):
    """`pack.toml`: what the pack is."""

    name: Identifier
    title: str
    version: str
    sources: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()
    disable: tuple[Identifier, ...] = ()
    """Ids of rules of earlier packs that do not hold here."""
    division: Code | None = None
    """GB/T 2260 code of the province whose divergences it holds; the empty string for the centre."""


class Example(_Strict):
    """A text and what the rule must read from it: the fields given in `expect`."""

    text: str
    expect: dict[str, Any] = {}
    context: dict[str, Any] = {}
    """`policy_year`, `signed_on`, `setting`."""


class RuleEntry(_Strict):
    """`[[rule]]`: a pattern, its reason, its source and its own tests."""

    id: Identifier
    kind: Identifier
    """Which extractor uses it: `deadline`, `target`, …"""
    why: str
    source: str | None = None
    pattern: str
    """Regular expression over the folded text; `{name}` inserts a fragment or a lexicon's words."""
    value: dict[str, Any] = {}
    """Constants for the normaliser."""
    priority: int = 0
    """Higher wins where two matches overlap; then the longer one."""
    examples: tuple[Example, ...] = Field(min_length=1)
    non_examples: tuple[Example, ...] = ()


class LexiconEntry(_Strict):
    """`[[lexicon]]`: words with one meaning (`words`), or a meaning each (`map`)."""

    id: Identifier
    why: str
    source: str | None = None
    words: tuple[str, ...] = ()
    map: dict[str, str] = {}
    extend: bool = False
    """Add to the words of an earlier pack instead of replacing them."""

    @model_validator(mode="after")
    def _one_of(self) -> LexiconEntry:
        if bool(self.words) == bool(self.map):
            raise ValueError("give either `words` or `map`")
        return self


OrganLevel = Literal[
    "national", "province", "municipality", "prefecture", "league",
    "county", "district", "city_district", "zone", "corps", "local",
]  # fmt: skip
"""`municipality`: 直辖市; `league`: 盟 and 地区, as a prefecture where not given; `district`: a county-level body of a
直辖市; `city_district`: a district of another city, and `zone`: 开发区, as a county where not given;
`corps`: the 兵团 and its divisions, as a prefecture where not given;
`local`: all levels below the centre that are not given."""
Division = Annotated[str, Field(pattern=r"^[1-9][0-9]([0-9]{2}){0,2}$")]
"""Leading digits of a GB/T 2260 code: `33` for all of Zhejiang."""


class OrganName(_Strict):
    """`[[organ.name]]`: one official name of a body, with the years and places in which it holds."""

    stem: str = ""
    """The words of the duty in the full name: `卫生健康`."""
    short: tuple[str, ...] = ()
    """Other words in print for the stem: `卫健`."""
    heads: dict[OrganLevel, str] = {}
    """Last words of the full name by level, parted by spaces, the usual one first: `局 委员会`."""
    form: str = "{place}{stem}{head}"
    """The full name. `{place}` is the place's own name, `{seat}` that name without 省 or 市, `{above}` the name of the
    division above, `{province}` that of the province without 省."""
    forms: dict[OrganLevel, str] = {}
    """The full name at levels that differ: `national = "国家{stem}{head}"`."""
    aliases: tuple[str, ...] = ()
    """What else is printed after the place: `政府{head}`, `团{level}委` (省, 市, 县 …). With the place inside, what
    stands before it is told too: `人行{seat}{head}`."""
    since: int | None = None
    """First year, null where it never mattered."""
    until: int | None = None
    """Last year in which notices still use it rightly."""
    division: Division | None = None
    """Holds in this division only, and goes before names that hold everywhere."""
    varies: tuple[OrganLevel, ...] = ()
    """Levels at which the same words also stand for other full names: `canonical` is flagged there."""


class OrganEntry(_Strict):
    """`[[organ]]`: a duty of government and the bodies that have it. A known id adds names to it."""

    id: Identifier
    """`function` of agencies."""
    label: str = ""
    english: str = ""
    kind: Literal["agency", "government", "party", "institution"] | None = None
    source: str | None = None
    name: tuple[OrganName, ...] = ()
    tails: tuple[str, ...] = ()
    """Last words of bodies of this sort that have names of their own: `医院`."""


class IndicatorEntry(_Strict):
    """`[[indicator]]`: something that notices measure."""

    id: Identifier
    """`indicator_id` of targets: the field, then what is measured."""
    label: str = ""
    english: str = ""
    unit: str | None = None
    """The usual unit, in the words of `Target.normalized_unit`."""
    better: Literal["higher", "lower"] | None = None
    """Which way is good; null where neither is."""
    source: str | None = None
    words: tuple[str, ...] = Field(min_length=1)
    """All that is printed for it; `(a|b|)` stands for each of a, b and nothing."""


class MarksEntry(_Strict):
    """`[[marks]]`: how document numbers (发文字号) begin, and whose they are."""

    source: str
    abbreviations: dict[str, Code] = {}
    """Word of a place, before the word of any organ: `浙` begins 浙政, 浙卫, 浙财."""
    words: dict[str, Code] = {}
    """Beginnings that are written otherwise, or that another place's abbreviation would take: `鄂府`."""


class PlaceEntry(_Strict):
    """`[[place]]`: a zone, or a division that the table of places has not."""

    name: str = Field(min_length=2)
    """Full official name: `青禾新区`."""
    level: Literal["prefecture", "county"]
    parent: Annotated[str, Field(pattern=r"^[1-9]\d{5}$")]
    """GB/T 2260 code of the division above it."""
    short_names: tuple[str, ...] = ()
    since: int | None = None
    """First year."""
    until: int | None = None
    """Last year."""
    source: str


class PackFile(_Strict):
    """One TOML file of a pack beside `pack.toml`."""

    fragments: dict[Identifier, str] = {}
    """Named pieces of pattern, for this and later files."""
    rule: tuple[RuleEntry, ...] = ()
    lexicon: tuple[LexiconEntry, ...] = ()
    marks: tuple[MarksEntry, ...] = ()
    place: tuple[PlaceEntry, ...] = ()
    organ: tuple[OrganEntry, ...] = ()
    indicator: tuple[IndicatorEntry, ...] = ()
