CREATE TABLE jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
  text text NOT NULL,
  result text,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Helps the worker find its next job.
CREATE INDEX jobs_waiting ON jobs (id) WHERE state = 'waiting';
