"""The templates that come with the program: each can be read, says only what papers know, and leads the writer."""

from __future__ import annotations

import pytest

from imgdesk.domain.paper_words import DEEPEST, KINDS, NUMBERINGS, SECTION_KINDS
from imgdesk.errors import UserError
from imgdesk.paths import resource
from imgdesk.reports.compose.parts import MODULES, find
from imgdesk.views.paper_templates import shipped, variants

FILES = sorted(path.stem.partition(".")[::2] for path in resource("papers").glob("*.toml"))


@pytest.mark.parametrize(("kind", "variant"), FILES)
def test_a_template_says_only_what_papers_know(kind: str, variant: str) -> None:
    paper, sections = shipped(kind, variant)
    assert (paper.kind, paper.id, bool(paper.title)) == (kind, 0, True)
    assert [row.id for row in sections] == list(range(1, len(sections) + 1))
    for row in sections:
        assert row.kind in SECTION_KINDS
        assert row.numbering in NUMBERINGS
        assert 0 <= row.level <= DEEPEST
        assert (row.kind == "automatic") == bool(row.source)
        assert not row.source or row.source.split(".")[0] in MODULES
        assert row.numbering == "" or row.heading


@pytest.mark.parametrize(("kind", "variant"), FILES)
def test_every_part_that_somebody_writes_says_what_belongs_there(kind: str, variant: str) -> None:
    sections = shipped(kind, variant)[1]
    for row, after in zip(sections, (*sections[1:], None), strict=True):
        opens_others = after is not None and after.level > row.level
        assert row.kind not in ("text", "facts", "table") or row.hint or row.text or opens_others


def test_every_kind_of_paper_has_a_template() -> None:
    assert {kind for kind, _ in FILES} == set(KINDS)


@pytest.mark.parametrize(("kind", "variant"), FILES)
def test_every_automatic_part_of_a_template_is_known(kind: str, variant: str) -> None:
    sources = [row.source for row in shipped(kind, variant)[1] if row.source]
    assert [source for source in sources if find(source) is None] == []


def test_a_concept_note_comes_in_two_shapes() -> None:
    assert variants("concept-note") == (("thematic", "Concept note, by themes"),)
    assert [row.numbering for row in shipped("concept-note")[1] if row.level == 1] == ["roman"] * 4
    assert [row.numbering for row in shipped("concept-note", "thematic")[1] if row.level == 2] == [
        "number"
    ] * 3
    assert variants("paper") == ()


def test_a_kind_or_a_variant_that_is_none_is_refused() -> None:
    assert variants("letter") == ()
    with pytest.raises(UserError, match=f"choose one of {', '.join(KINDS)}"):
        shipped("letter")
    for given in ("other", "../concept-note", "."):
        with pytest.raises(UserError, match="has no template called"):
            shipped("concept-note", given)
