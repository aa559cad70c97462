-- Meetings: series, attendance, agenda, minutes, decisions, and action points that come back until they are done.
-- An action point is one record; where it appeared, and how it stood there, is in action_appearance.

CREATE TABLE meeting_series (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT NOT NULL DEFAULT 'own' CHECK (kind IN ('img', 'co-leads', 'focus area', 'own')),
    focus_area_id INTEGER REFERENCES focus_area (id) ON DELETE SET NULL,
    rhythm TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL DEFAULT 0,
    CHECK (focus_area_id IS NULL OR kind = 'focus area')
) STRICT;
CREATE INDEX meeting_series_focus_area ON meeting_series (focus_area_id);

-- The day is the date as agreed; the hour is local to the time zone named.
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    series_id INTEGER REFERENCES meeting_series (id) ON DELETE SET NULL,
    number INTEGER CHECK (number > 0),
    title TEXT NOT NULL DEFAULT '',
    start_time TEXT NOT NULL DEFAULT '' CHECK (start_time = '' OR start_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    time_zone TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    chair_id INTEGER REFERENCES organization (id) ON DELETE SET NULL,
    status TEXT NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'held', 'circulated', 'approved')),
    when_text TEXT NOT NULL DEFAULT '',
    earliest TEXT CHECK (earliest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    latest TEXT CHECK (latest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    precision TEXT NOT NULL DEFAULT 'none',
    grain TEXT NOT NULL DEFAULT 'none',
    when_tbc INTEGER NOT NULL DEFAULT 0 CHECK (when_tbc IN (0, 1)),
    when_tbd INTEGER NOT NULL DEFAULT 0 CHECK (when_tbd IN (0, 1)),
    when_provisional INTEGER NOT NULL DEFAULT 0 CHECK (when_provisional IN (0, 1)),
    when_approximate INTEGER NOT NULL DEFAULT 0 CHECK (when_approximate IN (0, 1)),
    when_recurring INTEGER NOT NULL DEFAULT 0 CHECK (when_recurring IN (0, 1)),
    when_understood INTEGER NOT NULL DEFAULT 1 CHECK (when_understood IN (0, 1)),
    UNIQUE (series_id, number),
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
) STRICT;
CREATE INDEX meeting_chair ON meeting (chair_id);

-- Who was there, by name: the list stays whole when an organization or a person goes.
CREATE TABLE attendance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    organization_id INTEGER REFERENCES organization (id) ON DELETE SET NULL,
    person_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    state TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'apologies', 'absent')),
    on_behalf_of TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attendance_meeting ON attendance (meeting_id);
CREATE INDEX attendance_organization ON attendance (organization_id);
CREATE INDEX attendance_person ON attendance (person_id);

-- follows_id: the same topic at an earlier meeting. about_meeting_id: the meeting whose minutes are up for approval.
CREATE TABLE agenda_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position REAL NOT NULL DEFAULT 0,
    title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT NOT NULL DEFAULT 'topic'
        CHECK (kind IN ('topic', 'adoption of the agenda', 'approval of minutes', 'matters arising')),
    presenter TEXT NOT NULL DEFAULT '',
    minutes_planned INTEGER CHECK (minutes_planned BETWEEN 0 AND 1440),
    recurring INTEGER NOT NULL DEFAULT 0 CHECK (recurring IN (0, 1)),
    activity_id INTEGER REFERENCES activity (id) ON DELETE SET NULL,
    follows_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL,
    about_meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
    CHECK (about_meeting_id IS NULL OR kind = 'approval of minutes')
) STRICT;
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, position);
CREATE INDEX agenda_item_activity ON agenda_item (activity_id);
CREATE INDEX agenda_item_follows ON agenda_item (follows_id);
CREATE INDEX agenda_item_about ON agenda_item (about_meeting_id);

CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL CHECK (text <> ''),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'revised', 'superseded')),
    superseded_by_id INTEGER REFERENCES decision (id) ON DELETE SET NULL,
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
    activity_id INTEGER REFERENCES activity (id) ON DELETE SET NULL,
    CHECK (superseded_by_id IS NULL OR status = 'superseded'),
    CHECK (superseded_by_id <> id)
) STRICT;
CREATE INDEX decision_superseded_by ON decision (superseded_by_id);
CREATE INDEX decision_meeting ON decision (meeting_id);
CREATE INDEX decision_activity ON decision (activity_id);

-- year: the year that a due date without one means. series_id: where the action returns until it is done, also when
-- the meeting that agreed it is gone.
CREATE TABLE action_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL CHECK (text <> ''),
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'under way', 'done', 'dropped')),
    series_id INTEGER REFERENCES meeting_series (id) ON DELETE SET NULL,
    activity_id INTEGER REFERENCES activity (id) ON DELETE SET NULL,
    decision_id INTEGER REFERENCES decision (id) ON DELETE SET NULL,
    year INTEGER CHECK (year BETWEEN 1 AND 9999),
    when_text TEXT NOT NULL DEFAULT '',
    earliest TEXT CHECK (earliest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    latest TEXT CHECK (latest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    precision TEXT NOT NULL DEFAULT 'none',
    grain TEXT NOT NULL DEFAULT 'none',
    when_tbc INTEGER NOT NULL DEFAULT 0 CHECK (when_tbc IN (0, 1)),
    when_tbd INTEGER NOT NULL DEFAULT 0 CHECK (when_tbd IN (0, 1)),
    when_provisional INTEGER NOT NULL DEFAULT 0 CHECK (when_provisional IN (0, 1)),
    when_approximate INTEGER NOT NULL DEFAULT 0 CHECK (when_approximate IN (0, 1)),
    when_recurring INTEGER NOT NULL DEFAULT 0 CHECK (when_recurring IN (0, 1)),
    when_understood INTEGER NOT NULL DEFAULT 1 CHECK (when_understood IN (0, 1)),
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
) STRICT;
CREATE INDEX action_point_series ON action_point (series_id, status);
CREATE INDEX action_point_activity ON action_point (activity_id);
CREATE INDEX action_point_decision ON action_point (decision_id);

CREATE TABLE action_owner (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    action_id INTEGER NOT NULL REFERENCES action_point (id) ON DELETE CASCADE,
    organization_id INTEGER REFERENCES organization (id) ON DELETE SET NULL,
    person_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX action_owner_action ON action_owner (action_id);
CREATE INDEX action_owner_organization ON action_owner (organization_id);
CREATE INDEX action_owner_person ON action_owner (person_id);

CREATE TABLE action_appearance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    action_id INTEGER NOT NULL REFERENCES action_point (id) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'under way', 'done', 'dropped')),
    UNIQUE (meeting_id, action_id)
) STRICT;
CREATE INDEX action_appearance_action ON action_appearance (action_id);

CREATE TABLE minute (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    agenda_item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
    position REAL NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT 'note' CHECK (kind IN ('note', 'decision', 'action')),
    text TEXT NOT NULL DEFAULT '',
    decision_id INTEGER REFERENCES decision (id) ON DELETE SET NULL,
    action_id INTEGER REFERENCES action_point (id) ON DELETE SET NULL,
    CHECK (decision_id IS NULL OR kind = 'decision'),
    CHECK (action_id IS NULL OR kind = 'action')
) STRICT;
CREATE INDEX minute_agenda_item ON minute (agenda_item_id, position);
CREATE INDEX minute_decision ON minute (decision_id);
CREATE INDEX minute_action ON minute (action_id);
