"""The parts around the minutes: agenda, facts, attendance, actions of a meeting, the list of meetings.

They show a MeetingRecord and change it by services through Deeds; the minutes themselves are in `ui.minutes`.
"""
