-- Minutes that are circulated, approved and amended; what they changed in the plan; what stays inside.

-- internal: a paragraph for the secretariat only. draft: a decision that is not taken yet.
ALTER TABLE minute ADD COLUMN internal INTEGER NOT NULL DEFAULT 0 CHECK (internal IN (0, 1));
ALTER TABLE decision ADD COLUMN draft INTEGER NOT NULL DEFAULT 0 CHECK (draft IN (0, 1));

-- approved_at_id: the meeting that approved these minutes.
ALTER TABLE meeting ADD COLUMN approved_at_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL;
CREATE INDEX meeting_approved_at ON meeting (approved_at_id);

-- The cities whose local time is shown beside the time of a meeting.
ALTER TABLE working_group ADD COLUMN duty_stations TEXT NOT NULL DEFAULT 'Geneva, New York, Nairobi';

-- The minutes as they went out, whole, as one JSON object; written once.
CREATE TABLE minutes_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT NOT NULL DEFAULT 'circulated' CHECK (state IN ('circulated', 'approved', 'amended')),
    note TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL CHECK (made_at <> ''),
    image TEXT NOT NULL CHECK (json_valid(image)),
    UNIQUE (meeting_id, number)
) STRICT;

-- A correction of approved minutes: what the paragraph said, what it says now, why, and who agreed.
CREATE TABLE amendment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    minute_id INTEGER REFERENCES minute (id) ON DELETE SET NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL CHECK (why <> ''),
    decided_by TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL CHECK (made_at <> '')
) STRICT;
CREATE INDEX amendment_meeting ON amendment (meeting_id);
CREATE INDEX amendment_minute ON amendment (minute_id);

-- What a decision did to an activity, in the words of that moment; outlives paragraph and activity.
CREATE TABLE plan_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    minute_id INTEGER REFERENCES minute (id) ON DELETE SET NULL,
    activity_id INTEGER REFERENCES activity (id) ON DELETE SET NULL,
    activity TEXT NOT NULL DEFAULT '',
    what TEXT NOT NULL CHECK (what IN ('moved', 'confirmed', 'unbracketed', 'cancelled', 'added')),
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT '',
    decided_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX plan_change_minute ON plan_change (minute_id);
CREATE INDEX plan_change_activity ON plan_change (activity_id);
