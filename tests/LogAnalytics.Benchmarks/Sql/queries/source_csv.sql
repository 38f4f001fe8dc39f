-- The view logs over the raw logs, read as the tuned conversion reads them.
SET threads = {threads};
SET preserve_insertion_order = false;
CREATE VIEW logs AS
SELECT * FROM read_csv('{data}/**/*.LOG', header = false, skip = 5, auto_detect = false, delim = ',', quote = '"', escape = '"',
    buffer_size = 4194304, null_padding = false, ignore_errors = true,
    columns = {'time': 'TIMESTAMP', 'connector_id': 'VARCHAR', 'session_id': 'VARCHAR', 'sequence_number': 'INTEGER',
        'local_endpoint': 'VARCHAR', 'remote_endpoint': 'VARCHAR', 'event': 'VARCHAR', 'data': 'VARCHAR', 'context': 'VARCHAR'});
