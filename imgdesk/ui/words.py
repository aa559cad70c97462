"""Moments in words, as short as they stay clear."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale


def day_words(moment: QDateTime, now: QDateTime) -> str:
    """Return when: "today 14:02", "yesterday 09:15", "12 July", "12 July 2023"."""
    days = moment.date().daysTo(now.date())
    if days in (0, 1):
        return f"{'yesterday' if days else 'today'} {_clock(moment)}"
    return _date(moment, now)


def saved_words(moment: QDateTime, now: QDateTime) -> str:
    """Return when something was saved: "14:02" today, else the date."""
    return _clock(moment) if moment.date() == now.date() else _date(moment, now)


def _clock(moment: QDateTime) -> str:
    return moment.time().toString("HH:mm")


def _date(moment: QDateTime, now: QDateTime) -> str:
    form = "d MMMM" if moment.date().year() == now.date().year() else "d MMMM yyyy"
    return QLocale(QLocale.Language.English).toString(moment.date(), form)
