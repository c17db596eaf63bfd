-- pgbench: one posting under a key of its own, and the member's new balance, in one transaction.
\set member random(1, :members)
\set key random(1, 9000000000000000000)
BEGIN;
INSERT INTO postings (key, member, points, source, reason)
  VALUES ('bench-' || :client_id || '-' || :key, :member, 1, 'manual', 'bench');
UPDATE members SET balance = balance + 1 WHERE number = :member RETURNING balance;
COMMIT;
