-- Narrows sessions, messages, recipients, events and their texts to one piece of the lake; staging/whole undoes it.
-- Grain: none; it sets what the views of staging/tables read.
-- Parameters: $piece.
-- A file without rows gives a piece the columns of a table that its units do not have.
SET VARIABLE lake_sessions = (
    SELECT list(path ORDER BY ordinal) FROM _lake_files
    WHERE table_name = 'sessions' AND (_unit_of(path) IN (SELECT unit FROM _pieces WHERE piece = $piece) OR _unit_of(path) = '__none__/1970-01-01/__none__'));
SET VARIABLE lake_messages = (
    SELECT list(path ORDER BY ordinal) FROM _lake_files
    WHERE table_name = 'messages' AND (_unit_of(path) IN (SELECT unit FROM _pieces WHERE piece = $piece) OR _unit_of(path) = '__none__/1970-01-01/__none__'));
SET VARIABLE lake_recipients = (
    SELECT list(path ORDER BY ordinal) FROM _lake_files
    WHERE table_name = 'recipients' AND (_unit_of(path) IN (SELECT unit FROM _pieces WHERE piece = $piece) OR _unit_of(path) = '__none__/1970-01-01/__none__'));
SET VARIABLE lake_events = (
    SELECT list(path ORDER BY ordinal) FROM _lake_files
    WHERE table_name = 'events' AND (_unit_of(path) IN (SELECT unit FROM _pieces WHERE piece = $piece) OR _unit_of(path) = '__none__/1970-01-01/__none__'));
SET VARIABLE lake_texts = (
    SELECT list(path ORDER BY ordinal) FROM _lake_files
    WHERE table_name = 'texts' AND (_unit_of(path) IN (SELECT unit FROM _pieces WHERE piece = $piece) OR _unit_of(path) = '__none__/1970-01-01/__none__'));
