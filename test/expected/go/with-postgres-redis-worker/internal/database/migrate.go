package database

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"io/fs"
)

// Makes two releases at once take turns. Any number works, as long as it never changes.
const lock = 20_260_101

// Migrate applies new migrations, in the order of their names.
func Migrate(ctx context.Context, migrations fs.FS, out io.Writer) error {
	pool, err := Pool()
	if err != nil {
		return err
	}
	connection, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer connection.Close()
	prepare := fmt.Sprintf(`
		SET statement_timeout = 0;
		SELECT pg_advisory_lock(%d);
		CREATE TABLE IF NOT EXISTS migrations
			(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`, lock)
	if _, err := connection.ExecContext(ctx, prepare); err != nil {
		return err
	}
	defer connection.ExecContext(ctx, "SELECT pg_advisory_unlock($1)", lock)

	names, err := fs.Glob(migrations, "*.sql") // sorted
	if err != nil {
		return err
	}
	applied := 0
	for _, name := range names {
		var known bool
		row := connection.QueryRowContext(ctx, "SELECT EXISTS (SELECT FROM migrations WHERE name = $1)", name)
		if err := row.Scan(&known); err != nil {
			return err
		}
		if known {
			continue
		}
		fmt.Fprintln(out, "applying", name)
		if err := apply(ctx, connection, migrations, name); err != nil {
			return fmt.Errorf("%s was not applied: %w", name, err)
		}
		applied++
	}
	fmt.Fprintf(out, "%d applied, %d were there already\n", applied, len(names)-applied)
	return nil
}

// apply applies a migration completely, or not at all.
func apply(ctx context.Context, connection *sql.Conn, migrations fs.FS, name string) error {
	text, err := fs.ReadFile(migrations, name)
	if err != nil {
		return err
	}
	transaction, err := connection.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer transaction.Rollback() // does nothing after Commit
	if _, err := transaction.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if _, err := transaction.ExecContext(ctx, "INSERT INTO migrations (name) VALUES ($1)", name); err != nil {
		return err
	}
	return transaction.Commit()
}
