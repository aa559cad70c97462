"""Progress: reporting periods, the report of a focus area with its lines, and the results framework with its values.

A value in numbers and the words that say it stand side by side, and neither is made from the other behind anybody's
back. A line of a report names the records that it speaks of and outlives them. Rows only; the rules are in
`achievement`, `indicator_text` and `collecting`, the words in `progress_words`.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from imgdesk.domain.columns import WhenColumns


class ReportingPeriod(WhenColumns, table=True):
    """A stretch that is reported on; its date columns hold its days, `closed_at` the day on which it was closed."""

    __tablename__ = "reporting_period"

    id: int | None = Field(default=None, primary_key=True)
    workplan_id: int = Field(foreign_key="workplan.id", index=True)
    title: str
    kind: str = "named"
    status: str = "open"
    closed_at: str = ""
    background: str = ""
    position: float = 0


class FocusAreaReport(SQLModel, table=True):
    """How a focus area stands in a period: a rating with its reason, a percentage with how it was found."""

    __tablename__ = "focus_area_report"

    id: int | None = Field(default=None, primary_key=True)
    period_id: int = Field(foreign_key="reporting_period.id")
    focus_area_id: int = Field(foreign_key="focus_area.id", index=True)
    rag: str = ""
    rag_reason: str = ""
    percent: int | None = None
    percent_how: str = "computed"
    percent_reason: str = ""


class ReportLine(SQLModel, table=True):
    """One line of a report: a key result, a challenge or a way forward, and the records that it speaks of.

    `collected` are the words that were collected from the record; `state` says who has the last word on the line.
    """

    __tablename__ = "report_line"

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="focus_area_report.id", index=True)
    part: str = "key result"
    position: float = 0
    heading: str = ""
    text: str = ""
    collected: str = ""
    state: str = "written"
    what: str = ""
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action_point.id", index=True)
    indicator_id: int | None = Field(default=None, foreign_key="indicator.id", index=True)


class Framework(SQLModel, table=True):
    """A results framework: pillars or goals, their results, and the indicators of these."""

    __tablename__ = "framework"

    id: int | None = Field(default=None, primary_key=True)
    title: str
    period: str = ""
    source: str = ""
    note: str = ""
    position: float = 0


class Result(SQLModel, table=True):
    """A result, or what results stand under; `code` as printed ("M1", "ND3")."""

    __tablename__ = "result"

    id: int | None = Field(default=None, primary_key=True)
    framework_id: int = Field(foreign_key="framework.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="result.id", index=True)
    kind: str = "result"
    code: str = ""
    title: str
    position: float = 0


class Indicator(SQLModel, table=True):
    """What a result is measured by; baseline and target each have a value, where there is one, and their words.

    `cumulative`: each value counts on from the one before. `baseline_when` and `target_when` are times in words
    ("3rd cycle"), `baseline_year` the year where there is one.
    """

    __tablename__ = "indicator"

    id: int | None = Field(default=None, primary_key=True)
    result_id: int = Field(foreign_key="result.id", index=True)
    code: str = ""
    title: str
    measure: str = "unit"
    direction: str = "ascending"
    cumulative: bool = False
    unit: str = ""
    calculation: str = "last"
    baseline_value: float | None = None
    baseline_text: str = ""
    baseline_year: int | None = None
    baseline_when: str = ""
    target_value: float | None = None
    target_text: str = ""
    target_when: str = ""
    source: str = ""
    note: str = ""
    position: float = 0


class IndicatorValue(SQLModel, table=True):
    """A target or an actual value of one period; a period may have several of a kind, in the order of `position`."""

    __tablename__ = "indicator_value"

    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    period_id: int = Field(foreign_key="reporting_period.id", index=True)
    kind: str = "actual"
    value: float | None = None
    text: str = ""
    numerator: float | None = None
    denominator: float | None = None
    comment: str = ""
    source: str = ""
    position: float = 0


class ActivityResult(SQLModel, table=True):
    """An activity contributes to a result."""

    __tablename__ = "activity_result"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id")
    result_id: int = Field(foreign_key="result.id", index=True)
