"""The tables of the catalog's database, and how each version of them comes from the one before."""

_SCHEMA = """
CREATE TABLE folders (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE);
CREATE TABLE photos (
    folder INTEGER NOT NULL REFERENCES folders (id), name BLOB NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, content BLOB NOT NULL,
    capture_time TEXT NOT NULL DEFAULT '', latitude REAL, longitude REAL, camera TEXT NOT NULL DEFAULT '',
    keywords TEXT NOT NULL DEFAULT '[]', landmark_in_file TEXT NOT NULL DEFAULT '', written TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (folder, name)) WITHOUT ROWID;
CREATE INDEX photos_by_content ON photos (content);
CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE candidates (
    id INTEGER PRIMARY KEY, landmark TEXT NOT NULL, name TEXT NOT NULL, facts TEXT NOT NULL,
    UNIQUE (landmark, name));
CREATE TABLE suggestions (
    model INTEGER NOT NULL REFERENCES models (id), content BLOB NOT NULL, packed BLOB NOT NULL,
    PRIMARY KEY (model, content)) WITHOUT ROWID;
CREATE TABLE decisions (
    content BLOB PRIMARY KEY, kind TEXT NOT NULL, landmark TEXT NOT NULL, rejected TEXT NOT NULL,
    changed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE operations (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, time TEXT NOT NULL, label TEXT NOT NULL,
    undoes TEXT NOT NULL);
CREATE TABLE changes (
    operation INTEGER NOT NULL REFERENCES operations (number), content BLOB NOT NULL, before TEXT NOT NULL,
    after TEXT NOT NULL, PRIMARY KEY (operation, content)) WITHOUT ROWID;
CREATE TABLE recent_folders (path BLOB PRIMARY KEY, opened REAL NOT NULL) WITHOUT ROWID;
"""

_PACKS = """
ALTER TABLE folders ADD COLUMN pack INTEGER;
CREATE INDEX folders_by_pack ON folders (pack);
CREATE TABLE packs (id INTEGER PRIMARY KEY, version INTEGER NOT NULL);
CREATE TABLE blocks (
    pack INTEGER PRIMARY KEY REFERENCES packs (id), version INTEGER NOT NULL, model INTEGER NOT NULL,
    photos INTEGER NOT NULL, data BLOB NOT NULL);
"""
_RAISE = "UPDATE packs SET version=version+1 WHERE id"
_OF_CONTENT = "(SELECT f.pack FROM photos p JOIN folders f ON f.id=p.folder WHERE p.content=NEW.content)"
_PACKS += ";\n".join(
    f"CREATE TRIGGER {event.split()[2]}_{event.split()[0].lower()} AFTER {event} BEGIN {_RAISE}{which}; END"
    for event, which in (
        ("INSERT ON photos", "=(SELECT pack FROM folders WHERE id=NEW.folder)"),
        ("UPDATE ON photos", "=(SELECT pack FROM folders WHERE id=NEW.folder)"),
        ("DELETE ON photos", "=(SELECT pack FROM folders WHERE id=OLD.folder)"),
        ("INSERT ON suggestions", f" IN {_OF_CONTENT}"),
        ("INSERT ON decisions", f" IN {_OF_CONTENT}"),
        ("UPDATE ON decisions", f" IN {_OF_CONTENT}"),
    )
)

MIGRATIONS = (_SCHEMA, _PACKS)
"""What leads from each version to the next."""
SCHEMA_VERSION = len(MIGRATIONS)
OLDEST_READ = 1
"""The oldest version that is read as it is, where it cannot be written."""
