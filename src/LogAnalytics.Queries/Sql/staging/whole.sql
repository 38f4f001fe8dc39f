-- Sessions, messages, recipients, events and their texts are the whole lake's again, after staging/piece.
-- Grain: none; it sets what the views of staging/tables read.
SET VARIABLE lake_sessions = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'sessions');
SET VARIABLE lake_messages = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'messages');
SET VARIABLE lake_recipients = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'recipients');
SET VARIABLE lake_events = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'events');
SET VARIABLE lake_texts = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'texts');
