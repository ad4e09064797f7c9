// Package database is PostgreSQL: one pool of connections for each process.
package database

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"net/url"
	"os"
	"sync"
	"time"

	_ "github.com/lib/pq"
)

// Heroku's smallest plan allows 20 connections: this leaves room for more processes, for a
// release and for the ones that a deploy replaces.
const size = 4

// Pool is the pool of this process. It is made when it is first asked for.
var Pool = sync.OnceValues(Open)

// Open makes a pool, which connects when it is first used.
func Open() (*sql.DB, error) {
	address, err := address(os.Getenv("DATABASE_URL"))
	if err != nil {
		return nil, err
	}
	pool, err := sql.Open("postgres", address)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	return pool, nil
}

// Check asks the database whether it answers.
func Check(ctx context.Context) error {
	pool, err := Pool()
	if err != nil {
		return err
	}
	return pool.PingContext(ctx)
}

// address says how to reach the database: with TLS, unless it is on this machine. Heroku's
// certificates are signed by nobody: "require" encrypts, and does not verify the server.
func address(text string) (string, error) {
	if text == "" {
		return "", errors.New("DATABASE_URL is not set")
	}
	given, err := url.Parse(text)
	if err != nil {
		return "", errors.New("DATABASE_URL is not a URL") // it may hold a password
	}
	mode := "require"
	if host := given.Hostname(); host == "" || host == "localhost" || net.ParseIP(host).IsLoopback() {
		mode = "disable"
	}
	settings := given.Query()
	for key, value := range map[string]string{
		"sslmode":           mode,
		"connect_timeout":   "3",
		"statement_timeout": "15000",
	} {
		if !settings.Has(key) {
			settings.Set(key, value)
		}
	}
	given.RawQuery = settings.Encode()
	return given.String(), nil
}
