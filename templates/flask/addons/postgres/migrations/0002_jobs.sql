CREATE TABLE jobs (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  text text NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  -- When it's waiting: not before. When it's running: its worker is dead if it's still so then.
  due_at timestamptz NOT NULL DEFAULT now(),
  -- Made anew for each attempt: only who holds it may say how the attempt ended.
  holder uuid,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);

-- Find the next job, and the old ones.
CREATE INDEX jobs_due ON jobs (due_at) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_ended ON jobs (ended_at) WHERE state IN ('done', 'failed');
