package database

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Makes two releases at once take turns. Any number works, as long as it never changes.
const turn = 20_260_101

// The running app waits behind a migration that waits for a lock. So give up soon, and try again
// after these pauses.
const lockTimeout = "5s"

var pauses = []int{1, 2, 4, 8, 16, 30, 30} // seconds

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const lockNotAvailable = "55P03"

const table = `
	SET statement_timeout = 0;
	CREATE TABLE IF NOT EXISTS migrations
		(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
	ALTER TABLE migrations ADD COLUMN IF NOT EXISTS sha256 text`

const record = `
	INSERT INTO migrations (name, sha256) VALUES ($1, $2)
	ON CONFLICT (name) DO UPDATE SET sha256 = EXCLUDED.sha256`

type migration struct{ name, text, sha256 string }

// Migrate applies new migrations, in the order of their names, and then does what is left.
func Migrate(ctx context.Context, migrations fs.FS, out io.Writer, rest ...func(context.Context) error) error {
	pool, err := Pool()
	if err != nil {
		return err
	}
	pooled, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer pooled.Release()
	connection := pooled.Conn()
	if err := takeTurn(ctx, connection); err != nil {
		return err
	}
	defer connection.Exec(ctx, "SELECT pg_advisory_unlock($1)", turn)
	if err := execute(ctx, connection, table); err != nil {
		return err
	}
	known, err := applied(ctx, connection)
	if err != nil {
		return err
	}
	names, err := fs.Glob(migrations, "*.sql") // sorted
	if err != nil {
		return err
	}
	fresh := 0
	for _, name := range names {
		each, err := read(migrations, name)
		if err != nil {
			return err
		}
		hash, isKnown := known[name]
		switch {
		case !isKnown:
			fmt.Fprintln(out, "applying", name)
			if err := apply(ctx, connection, each, out); err != nil {
				return fmt.Errorf("%s was not applied: %w", name, err)
			}
			fresh++
		case hash == nil:
			if _, err := connection.Exec(ctx, record, name, each.sha256); err != nil {
				return err
			}
		case *hash != each.sha256:
			return fmt.Errorf("%s was applied, and has changed since: undo that, and put the change into a new file", name)
		}
	}
	for _, each := range rest {
		if err := each(ctx); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%d applied, %d were there already\n", fresh, len(known))
	return nil
}

// takeTurn asks again and again: a statement that waits would hold up CREATE INDEX CONCURRENTLY.
func takeTurn(ctx context.Context, connection *pgx.Conn) error {
	for {
		var isOurs bool
		err := connection.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", turn).Scan(&isOurs)
		if err != nil || isOurs {
			return err
		}
		time.Sleep(500 * time.Millisecond)
	}
}

// applied returns the hashes of the migrations that were applied, by name.
func applied(ctx context.Context, connection *pgx.Conn) (map[string]*string, error) {
	rows, err := connection.Query(ctx, "SELECT name, sha256 FROM migrations")
	if err != nil {
		return nil, err
	}
	known := map[string]*string{}
	var name string
	var hash *string
	_, err = pgx.ForEachRow(rows, []any{&name, &hash}, func() error {
		known[name] = hash
		return nil
	})
	return known, err
}

func read(migrations fs.FS, name string) (migration, error) {
	content, err := fs.ReadFile(migrations, name)
	text := strings.ReplaceAll(string(content), "\r\n", "\n")
	hash := sha256.Sum256([]byte(text))
	return migration{name, text, hex.EncodeToString(hash[:])}, err
}

// apply applies a migration completely, or not at all.
func apply(ctx context.Context, connection *pgx.Conn, each migration, out io.Writer) error {
	for _, pause := range append(pauses, 0) {
		err := attempt(ctx, connection, each)
		var problem *pgconn.PgError
		if !errors.As(err, &problem) || problem.Code != lockNotAvailable || pause == 0 {
			return err
		}
		fmt.Fprintf(out, "%s waits for a lock; next try in %d s\n", each.name, pause)
		time.Sleep(time.Duration(pause) * time.Second)
	}
	return nil
}

func attempt(ctx context.Context, connection *pgx.Conn, each migration) error {
	if strings.HasPrefix(each.text, "-- no transaction\n") {
		// One statement, such as CREATE INDEX CONCURRENTLY, which holds up no one.
		if err := execute(ctx, connection, "SET lock_timeout = 0"); err != nil {
			return err
		}
		if err := execute(ctx, connection, each.text); err != nil {
			return err
		}
		_, err := connection.Exec(ctx, record, each.name, each.sha256)
		return err
	}
	if err := execute(ctx, connection, "SET lock_timeout = '"+lockTimeout+"'"); err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, connection, func(pgx.Tx) error {
		if err := execute(ctx, connection, each.text); err != nil {
			return err
		}
		_, err := connection.Exec(ctx, record, each.name, each.sha256)
		return err
	})
}

// execute runs any number of statements.
func execute(ctx context.Context, connection *pgx.Conn, statements string) error {
	return connection.PgConn().Exec(ctx, statements).Close()
}
