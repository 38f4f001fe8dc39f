-- Narrows sessions, messages, recipients, events and their texts to one piece of the lake; staging/whole undoes it.
-- Grain: none; it sets what the views of staging/tables read.
-- Parameters: $piece.
-- A file without rows gives a piece the columns of a table that its units do not have.
CREATE OR REPLACE TEMP TABLE _piece_files AS
SELECT table_name, ordinal, path
FROM _lake_units
WHERE unit IN (SELECT unit FROM _pieces WHERE piece = $piece) OR unit = '__none__/1970-01-01/__none__';
SET VARIABLE lake_sessions = (SELECT list(path ORDER BY ordinal) FROM _piece_files WHERE table_name = 'sessions');
SET VARIABLE lake_messages = (SELECT list(path ORDER BY ordinal) FROM _piece_files WHERE table_name = 'messages');
SET VARIABLE lake_recipients = (SELECT list(path ORDER BY ordinal) FROM _piece_files WHERE table_name = 'recipients');
SET VARIABLE lake_events = (SELECT list(path ORDER BY ordinal) FROM _piece_files WHERE table_name = 'events');
SET VARIABLE lake_texts = (SELECT list(path ORDER BY ordinal) FROM _piece_files WHERE table_name = 'texts');
