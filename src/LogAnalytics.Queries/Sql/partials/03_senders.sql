-- What the numbers of senders stand for.
-- Grain: one sender domain.
SELECT _number_in_all(sender) AS sender, sender_domain
FROM _sender_names
ORDER BY sender;
