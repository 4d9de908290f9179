using System.Globalization;

namespace ArazzoDurable.Embedded.Storage;

/// <summary>The tables. Times are UTC ticks; payloads are JSON in UTF-8.</summary>
static class Schema
{
    const int Version = 3;

    const string Tables = """
        CREATE TABLE instances (
          id TEXT NOT NULL PRIMARY KEY,
          name TEXT NOT NULL,
          status INTEGER NOT NULL,
          generation INTEGER NOT NULL,
          revision INTEGER NOT NULL,
          parent TEXT,
          created_at INTEGER NOT NULL,
          updated_at INTEGER NOT NULL,
          input BLOB NOT NULL,
          custom_status BLOB,
          output BLOB,
          error_type TEXT
        );
        CREATE INDEX instances_unfinished ON instances (id) WHERE status < 2;
        CREATE INDEX instances_children ON instances (parent) WHERE parent IS NOT NULL;
        CREATE TABLE history (
          instance TEXT NOT NULL,
          generation INTEGER NOT NULL,
          sequence INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          task_id INTEGER NOT NULL,
          name TEXT NOT NULL,
          at INTEGER NOT NULL,
          payload BLOB,
          PRIMARY KEY (instance, generation, sequence)
        ) WITHOUT ROWID;
        CREATE TABLE timers (
          instance TEXT NOT NULL,
          generation INTEGER NOT NULL,
          task_id INTEGER NOT NULL,
          fire_at INTEGER NOT NULL,
          PRIMARY KEY (instance, generation, task_id)
        ) WITHOUT ROWID;
        CREATE TABLE inbox (
          instance TEXT NOT NULL,
          id INTEGER NOT NULL,
          name TEXT NOT NULL,
          payload BLOB NOT NULL,
          PRIMARY KEY (instance, id)
        ) WITHOUT ROWID;
        CREATE TABLE entries (
          key TEXT NOT NULL PRIMARY KEY,
          tag INTEGER NOT NULL,
          value BLOB NOT NULL
        );
        """;

    const string Events = """
        CREATE TABLE events (
          run TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          item INTEGER NOT NULL,
          key TEXT NOT NULL,
          value BLOB NOT NULL,
          PRIMARY KEY (run, sequence)
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX events_keys ON events (run, item, key);
        CREATE INDEX events_items ON events (run, item, sequence);
        PRAGMA user_version = 2;
        """;

    // The kind of what was in the inbox is that of an event.
    const string Suspension = """
        ALTER TABLE instances ADD COLUMN suspended INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE inbox ADD COLUMN kind INTEGER NOT NULL DEFAULT 4;
        ALTER TABLE inbox ADD COLUMN task_id INTEGER NOT NULL DEFAULT 0;
        PRAGMA user_version = 3;
        """;

    /// <summary>Makes the tables of a new file, adds what an older release did not have, and refuses those of a newer one.</summary>
    public static void Prepare(SqliteSession session, string file)
    {
        var version = session.Query("PRAGMA user_version", row => row.GetInt32(0))[0];
        if (version > Version)
        {
            throw new DatabaseFailedException(file, string.Create(CultureInfo.InvariantCulture,
                $"its schema is of version {version}, written by a newer release; this one reads versions up to {Version}."));
        }
        if (version == Version)
            return;
        session.Execute("BEGIN IMMEDIATE");
        if (version < 1)
            session.Execute(Tables);
        if (version < 2)
            session.Execute(Events);
        session.Execute(Suspension);
        session.Execute("COMMIT");
    }
}
