-- What became of an incident's mail.
-- Grain: one incident.
-- Columns: incident, recipients (messages times recipients, retries collapsed), bounced, queued, later_delivered, undecided (without a message id and a recipient
--   nobody can tell whether it was delivered).
SELECT
    incident,
    count(*) AS recipients,
    count(*) FILTER (WHERE fate = 'bounced') AS bounced,
    count(*) FILTER (WHERE fate = 'queued') AS queued,
    count(*) FILTER (WHERE later_delivered) AS later_delivered,
    count(*) FILTER (WHERE later_delivered IS NULL) AS undecided
FROM affected_messages
GROUP BY incident
ORDER BY incident;
